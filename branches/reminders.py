"""What the organisation asks to be done: hold an election in time, give every non-public enterprise a branch."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet, Value
from django.urls import reverse

from branches.models import Branch, Enterprise, Ownership
from core.days import PlusDays
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor

PREPARE_ELECTION = "members.change_seat"
"""Held by the branch's own secretary and by staff: those who enter who was elected."""
COVER = "branches.add_enterprise"


def ending_terms(by: Actor, today: date) -> QuerySet[Branch]:
    """Return the branches whose term ends within the committee's days of notice, or has ended."""
    last = PlusDays(Value(today), F("committee__term_notice_days"))
    rows = Branch.objects.visible_to(by, PREPARE_ELECTION).on(today)
    return rows.filter(term_ends_on__lte=last).order_by("term_ends_on", "code")


def uncovered_enterprises(by: Actor, today: date) -> QuerySet[Enterprise]:
    """Return the non-public enterprises in the park that no branch covers."""
    rows = Enterprise.objects.visible_to(by, COVER).on(today)
    return rows.filter(covered_by__isnull=True, ownership=Ownership.NON_PUBLIC).order_by("arrived_on", "name")


def _term(branch: Branch, today: date) -> Task:
    words = "班子已届满" if branch.term_ends_on and branch.term_ends_on < today else "班子即将届满"
    return Task(f"{branch.name}：{words}", branch.term_ends_on, branch.get_absolute_url(), branch.short_name)


def _uncovered(enterprise: Enterprise, today: date) -> Task:  # noqa: ARG001  as every rule's
    address = reverse("branches:enterprise_edit", args=[enterprise.pk])
    return Task(f"{enterprise.name}：尚无支部联系", None, address)


REMINDERS.register(
    Rule(
        "branches.term_ending",
        "支部届满换届",
        definition="党支部在 {term_notice_days} 天内届满，或者已经届满还没有换届。换届后修改支部的届满日期。",
        permission=PREPARE_ELECTION,
        menu="branches:branches",
        rows=ending_terms,
        task=_term,
    ),
    Rule(
        "branches.uncovered",
        "非公企业没有支部联系",
        definition="在园的非公企业，还没有指定联系支部。",
        permission=COVER,
        menu="branches:enterprises",
        rows=uncovered_enterprises,
        task=_uncovered,
    ),
)
