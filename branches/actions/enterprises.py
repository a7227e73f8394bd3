"""Registering enterprises and keeping their data true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from audit.trail import action
from branches.actions.saving import demand, locked, refuse, store_changed, store_new
from branches.models import Branch, Committee, Enterprise
from branches.rules import cleaned
from core.scope import Actor

SECRETARY_FIELDS = ("industry", "employee_count", "arrived_on", "left_on")
"""What a secretary keeps true; who an enterprise is and where it counts, staff decide."""

STAFF_ONLY = "这一项由党委工作人员修改。"


def may_reassign(by: Actor, committee: Committee) -> bool:
    """Tell whether ``by`` may change what an enterprise is, and which branch covers it."""
    return by.has_perm("branches.add_enterprise", committee)


@action
def add_enterprise(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Enterprise:
    """Register an enterprise of ``committee`` and return it; raise ``ValidationError`` with all faults."""
    demand(by, "branches.add_enterprise", committee)
    filled = cleaned(values)
    enterprise = Enterprise(committee=committee, **filled)
    _check_covering(enterprise, filled.get("covered_by"))
    return store_new(by, enterprise, filled)


@action
def change_enterprise(*, by: Actor, enterprise: Enterprise, values: Mapping[str, Any]) -> Enterprise:
    """Change the fields that ``values`` names and return the stored row.

    A secretary changes those of :data:`SECRETARY_FIELDS`, of enterprises that the own branch covers.
    """
    demand(by, "branches.change_enterprise", enterprise)
    stored, filled = locked(enterprise), cleaned(values)
    if not may_reassign(by, stored.committee):
        _check_own_fields(stored, filled)
    if filled.get("covered_by") != stored.covered_by:
        _check_covering(stored, filled.get("covered_by"))
    return store_changed(by, stored, filled)


def _check_own_fields(stored: Enterprise, filled: Mapping[str, Any]) -> None:
    foreign = [n for n, v in filled.items() if n not in SECRETARY_FIELDS and v != getattr(stored, n)]
    if foreign:
        raise ValidationError(dict.fromkeys(foreign, STAFF_ONLY))


def _check_covering(enterprise: Enterprise, branch: Branch | None) -> None:
    if branch is None:
        return
    if branch.committee_id != enterprise.committee_id:
        refuse("covered_by", "请选择本党委的支部。")
    if branch.dissolved_on:
        refuse("covered_by", "这个支部已经撤销，请选择其他支部。")
