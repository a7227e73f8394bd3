"""What the month asks to be done: hand in its return, repair what was sent back, review what has come in."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from branches.models import Branch
from core.periods import Month
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.returns.drafts import due_on

WRITE, DECIDE = "reports.change_branchreturn", "reports.decide_branchreturn"
BEGUN_ELSEWHERE = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.SENT_BACK)
"""States that another rule tells of, or none."""


def due(by: Actor, today: date) -> QuerySet[Branch]:
    """Return the branches whose return of the month that has just ended is due soon, or overdue.

    The committee's people, who may write for every branch, are told of those that are overdue only.
    """
    month = _last(today)
    handed_in = BranchReturn.objects.filter(branch=OuterRef("pk"), month=month, state__in=BEGUN_ELSEWHERE)
    closed = MonthlyReport.objects.standing().filter(committee=OuterRef("committee"), month=month)
    rows = Branch.objects.visible_to(by, WRITE).on(month.last).filter(~Exists(handed_in), ~Exists(closed))
    day = F("committee__return_day")
    if by.reach(WRITE).only_branches:
        rows = rows.filter(committee__return_day__lte=today.day + F("committee__return_notice_days"))
    else:
        rows = rows.filter(committee__return_day__lt=today.day)
    return rows.select_related("committee").order_by(day, "committee", "code")


def sent_back(by: Actor, today: date) -> QuerySet[BranchReturn]:  # noqa: ARG001  as every rule's
    """Return what staff have sent back to branches, for the branches' own people."""
    rows = _open(by, WRITE).filter(state=ReturnState.SENT_BACK)
    return rows if by.reach(WRITE).only_branches else rows.none()


def to_review(by: Actor, today: date) -> QuerySet[BranchReturn]:  # noqa: ARG001
    """Return what branches have handed in and nobody has answered."""
    return _open(by, DECIDE).filter(state=ReturnState.SUBMITTED)


def _open(by: Actor, permission: str) -> QuerySet[BranchReturn]:
    """Return the returns of months that are not closed, the oldest first."""
    closed = MonthlyReport.objects.standing().filter(
        committee=OuterRef("branch__committee"), month=OuterRef("month")
    )
    rows = BranchReturn.objects.visible_to(by, permission).filter(~Exists(closed))
    return (
        rows.select_related("branch__committee")
        .defer("work", "features", "problems", "plans")
        .order_by("month", "pk")
    )


def _last(today: date) -> Month:
    return Month.of(today).plus(-1)


def _due(branch: Branch, today: date) -> Task:
    month = _last(today)
    href = reverse("reports:return", args=[branch.pk, month])
    return Task(f"{month.title}月报", due_on(branch.committee, month), href, branch.short_name, "截止")


def _sent_back(row: BranchReturn, today: date) -> Task:  # noqa: ARG001
    last = due_on(row.branch.committee, row.month)
    return Task(
        f"{row.month.title}月报：{row.note}", last, row.get_absolute_url(), row.branch.short_name, "截止"
    )


def _to_review(row: BranchReturn, today: date) -> Task:  # noqa: ARG001
    return Task(str(row), None, row.get_absolute_url(), row.branch.short_name)


REMINDERS.register(
    Rule(
        "reports.return_due",
        "月报待报送",
        definition="上个月的支部月报还没有报送；应在每月 {return_day} 日前报送，提前 {return_notice_days} 天提醒。",
        permission=WRITE,
        menu="reports:returns",
        rows=due,
        task=_due,
    ),
    Rule(
        "reports.return_sent_back",
        "月报被退回",
        definition="党委退回、还没有改好重报的支部月报。",
        permission=WRITE,
        menu="reports:returns",
        rows=sent_back,
        task=_sent_back,
    ),
    Rule(
        "reports.return_to_review",
        "月报待审核",
        definition="支部已经报送、还没有审核的月报。",
        permission=DECIDE,
        menu="reports:returns",
        rows=to_review,
        task=_to_review,
    ),
)
