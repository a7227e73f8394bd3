"""Whether a month can be closed: what branches handed in, what does not add up, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounts.system import Office
from branches.models import Committee
from core.figures import Branches, PlaceRow, Rows, rows_behind
from core.periods import Month
from reports.kept import KEPT_SPANS, kept_counts
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.models.closed import closed_report
from reports.monthly import Computed, computed
from reports.reconciliation import reconciliation

CLOSE = "reports.close_month"
WAITING = {
    None: "尚未报送",
    ReturnState.DRAFT: "尚未报送",
    ReturnState.SUBMITTED: "已报送，尚未审核",
    ReturnState.SENT_BACK: "已退回，尚未重新报送",
}
"""What is still to be done, by the state of a branch's return."""


@dataclass(frozen=True)
class Returned:
    """A branch with what it handed in; ``row`` is ``None`` where nobody has begun."""

    place: PlaceRow
    row: BranchReturn | None

    @property
    def missing(self) -> str:
        """What is still to be done, as a sentence; empty where it is accepted."""
        state = ReturnState(self.row.state) if self.row else None
        return f"{self.place.short_name}{WAITING[state]}。" if state in WAITING else ""


@dataclass(frozen=True)
class Readiness:
    """Where a month stands before it is closed. All texts are sentences.

    ``problem``: why it cannot be closed at all, whatever the reason. ``missing`` and ``faults`` take a reason.
    ``reconciliation`` names the records because of which the opening is not what the month before was closed with.
    """

    committee: Committee
    month: Month
    returns: tuple[Returned, ...]
    faults: tuple[str, ...]
    reconciliation: tuple[str, ...]
    remarks: tuple[str, ...]
    problem: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The returns that are not accepted yet."""
        return tuple(filter(None, (each.missing for each in self.returns)))

    @property
    def lacking(self) -> tuple[str, ...]:
        """Everything for which closing takes a reason."""
        return (*self.missing, *self.faults)

    @property
    def can_close(self) -> bool:
        """Tell whether it can be closed without a reason."""
        return not self.problem and not self.lacking


def readiness(committee: Committee, month: Month) -> Readiness:
    """Tell where ``month`` stands. Nothing is written."""
    return readiness_of(computed(committee, month), {})


def readiness_of(base: Computed, rows: Mapping[str, Rows]) -> Readiness:
    """Tell the same from what was counted already, with the rows that were read already, by base."""
    committee, month = base.committee, base.month
    findings = base.material.all_findings()
    return Readiness(
        committee=committee,
        month=month,
        returns=tuple(returns_of(base.branches, month)),
        faults=tuple(f"{place}：{finding.words}" for place, finding in findings if not finding.holds),
        reconciliation=reconciliation(base, rows),
        remarks=tuple(_remarks(committee, month)),
        problem=problem_of(committee, month),
    )


def rows_of_month(committee: Committee, month: Month) -> Iterator[Rows]:
    """Read the rows behind every number that a closing keeps, one base at a time."""
    return rows_behind(Office(committee), kept_counts().values(), month, KEPT_SPANS)


def problem_of(committee: Committee, month: Month) -> str:
    """Return why ``month`` cannot be closed, whatever the reason; empty if it can."""
    current = Month.current()
    if month > current:
        return f"{month.title}还没有到，不能结账。"
    if month == current:
        begins = month.plus(1)
        return f"{month.title}还没有结束，{begins.year}年{begins.number}月1日起可以结账。"
    if not committee.branches.exists():
        return "还没有登记党支部，没有可以结账的内容。请先在“党支部”中新建党支部。"
    closed = closed_report(committee, month)
    if closed is not None:
        return f"{month.title}已经结账（第{closed.revision}版）。要修改，请先重新打开。"
    return ""


def later_closed(committee: Committee, month: Month) -> Sequence[MonthlyReport]:
    """Return the later months that are closed and stand, the earliest first."""
    later = MonthlyReport.objects.standing().filter(committee=committee, month__gt=month)
    return list(later.defer("content", "appendix").order_by("month"))


def later_words(committee: Committee, month: Month) -> str:
    """Say that later closed months stay as they were printed; empty where there are none."""
    later = later_closed(committee, month)
    if not later:
        return ""
    names = "、".join(closed.month.title for closed in later)
    return f"{names}已经结账，其中的“上月”数和累计数仍以结账时为准，不随{month.title}改变。"


def _remarks(committee: Committee, month: Month) -> Iterator[str]:
    before = month.plus(-1)
    if MonthlyReport.objects.filter(committee=committee).exists() and not closed_report(committee, before):
        yield f"{before.title}没有结账，“上月”数按现在的记录计算。"
    if words := later_words(committee, month):
        yield words


def returns_of(branches: Branches, month: Month) -> Iterator[Returned]:
    """Tell what each branch that existed at the end of ``month`` handed in: one query."""
    places = [place for place in branches.rows if place.existed]
    rows = BranchReturn.objects.filter(month=month, branch__in=[place.pk for place in places])
    by_branch = {row.branch_id: row for row in rows.select_related("branch")}
    return (Returned(place, by_branch.get(place.pk)) for place in places)
