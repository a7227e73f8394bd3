"""Founding, changing and dissolving branches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.trail import action
from branches.actions.saving import demand, locked, refuse, store_changed, store_new
from branches.models import Branch, Committee, Enterprise
from branches.rules import cleaned
from core.scope import Actor


@action
def add_branch(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Branch:
    """Found a branch of ``committee`` and return it; raise ``ValidationError`` with all faults."""
    demand(by, "branches.add_branch", committee)
    filled = cleaned(values)
    branch = Branch(committee=committee, **filled)
    _check_host(branch, filled.get("host"))
    return store_new(by, branch, filled)


@action
def change_branch(*, by: Actor, branch: Branch, values: Mapping[str, Any]) -> Branch:
    """Change the fields that ``values`` names and return the stored row.

    A branch is dissolved only when nobody is enrolled in it and it covers no enterprise any more.
    """
    demand(by, "branches.change_branch", branch)
    stored, filled = locked(branch), cleaned(values)
    _check_host(stored, filled.get("host"))
    if filled.get("dissolved_on") and not stored.dissolved_on:
        _check_empty(stored)
    return store_changed(by, stored, filled)


def _check_host(branch: Branch, host: Enterprise | None) -> None:
    if host is not None and host.committee_id != branch.committee_id:
        refuse("host", "请选择本党委的企业。")


def _check_empty(branch: Branch) -> None:
    people = Branch.objects.filter(pk=branch.pk, enrolments__ended_on__isnull=True, enrolments__isnull=False)
    if count := people.count():
        refuse("dissolved_on", f"还有 {count} 名党员在册，请先把他们调整到其他支部。")
    if count := Enterprise.objects.filter(covered_by=branch, left_on__isnull=True).count():
        refuse("dissolved_on", f"还联系着 {count} 家企业，请先改由其他支部联系。")
