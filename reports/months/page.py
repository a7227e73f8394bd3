"""One month of a committee as a piece of work: where it stands, what is missing, its numbers, its closings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from accounts.system import Office
from branches.models import Committee
from core.figures import PlaceRow, places_of
from core.periods import Month
from reports.closing import Readiness, Returned, readiness_of, returns_of
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.monthly import Computed, Report, assembled, computed
from reports.months.closed import ClosedPage
from reports.months.numbers import NumberRow, numbers_of, present_rows
from reports.months.states import MonthState, state_of
from reports.months.steps import Step, steps_of
from reports.returns.standing import Standing
from reports.selection import YEARS

SHOWN = 12
"""So many branches' returns are listed; of more, those that are not accepted come first."""


@dataclass(frozen=True)
class ReturnRow:
    """A branch with its return, if anybody has begun it, and where that stands."""

    place: PlaceRow
    row: BranchReturn | None
    standing: Standing

    @property
    def is_accepted(self) -> bool:
        """Tell whether nothing is left to be done about it."""
        return self.standing.state == ReturnState.ACCEPTED


class MonthPage:
    """What the page of a month shows."""

    def __init__(self, committee: Committee, month: Month) -> None:
        self.committee, self.month = committee, month

    @property
    def first_month(self) -> Month:
        """Where the picker begins."""
        return Month(self.last_month.year - YEARS + 1, 1)

    @property
    def last_month(self) -> Month:
        """Where the picker ends."""
        return Month.current()

    @cached_property
    def revisions(self) -> list[MonthlyReport]:
        """Every closing, the latest first."""
        closings = MonthlyReport.objects.filter(committee=self.committee, month=self.month)
        return list(closings.defer("content", "appendix"))

    @property
    def standing(self) -> MonthlyReport | None:
        """The closing that stands."""
        return next((closed for closed in self.revisions if closed.is_standing), None)

    @property
    def reopened(self) -> MonthlyReport | None:
        """The closing that was opened again, as long as nothing has taken its place."""
        return None if self.standing else self.latest

    @cached_property
    def closing(self) -> ClosedPage | None:
        """What the standing closing says."""
        return ClosedPage(self.standing) if self.standing else None

    @property
    def latest(self) -> MonthlyReport | None:
        """The latest closing, whether it stands or not."""
        return self.revisions[0] if self.revisions else None

    @cached_property
    def state(self) -> MonthState:
        """Where the month stands."""
        return state_of(self.month, self.revisions, touched=any(row.row for row in self.returns))

    @cached_property
    def counted(self) -> Computed:
        """What an open month's numbers are now."""
        return computed(self.committee, self.month)

    @cached_property
    def ready(self) -> Readiness:
        """What stands in the way of closing."""
        return readiness_of(self.counted, {})

    @cached_property
    def returns(self) -> list[ReturnRow]:
        """Each branch's return."""
        due_on = self.month.plus(1).first.replace(day=self.committee.return_day)
        today = timezone.localdate()
        return [
            ReturnRow(
                each.place,
                each.row,
                Standing(ReturnState(each.row.state) if each.row else None, due_on, today),
            )
            for each in self._returned
        ]

    @property
    def _returned(self) -> Iterable[Returned]:
        """Of a closed month nothing is counted anew for it."""
        if self.standing:
            return returns_of(places_of(Office(self.committee), self.month), self.month)
        return self.ready.returns

    @property
    def listed_returns(self) -> list[ReturnRow]:
        """Those that the page lists: all, or of many first those that are not accepted."""
        if len(self.returns) <= SHOWN:
            return self.returns
        return sorted(self.returns, key=lambda row: row.is_accepted)[:SHOWN]

    @property
    def unlisted(self) -> int:
        """So many branches are not listed."""
        return max(0, len(self.returns) - SHOWN)

    @cached_property
    def steps(self) -> list[Step]:
        """How far the work has come."""
        return steps_of(
            self.state, handed_in=self.handed_in, accepted=self.accepted, wanted=len(self.returns)
        )

    @property
    def handed_in(self) -> int:
        """So many branches have done their part."""
        return sum(row.standing.is_handed_in for row in self.returns)

    @property
    def accepted(self) -> int:
        """So many returns are accepted."""
        return sum(row.is_accepted for row in self.returns)

    @property
    def next_words(self) -> str:
        """What is to be done now, in a sentence."""
        if self.standing:
            return "已经结账，数字不再变化。每次导出的都是这一版。"
        if self.state is MonthState.RUNNING:
            return "本月还没有结束。月末之后各党支部报送月报，审核后结账；现在导出的数字截至今天。"
        if self.handed_in < len(self.returns):
            return f"还有 {len(self.returns) - self.handed_in} 个党支部没有报送月报。"
        if self.accepted < len(self.returns):
            return f"各党支部都已报送，还有 {len(self.returns) - self.accepted} 份月报等待审核。"
        if not self.ready.can_close:
            return "月报都已审核。还有校验不符的地方，请核对后结账。"
        return "月报都已审核，校验关系都成立，可以结账了。"

    @cached_property
    def report(self) -> Report:
        """The report as it would be exported now."""
        return self.closing.report if self.closing else assembled(self.counted)

    @property
    def doubts(self) -> list[str]:
        """What does not add up, as sentences: of a closed month, what did not when it was closed."""
        if self.standing:
            return list(self.report.faults)
        return [*self.ready.faults, *self.ready.reconciliation]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth knowing before the month is closed."""
        return () if self.standing else self.ready.remarks

    @property
    def numbers(self) -> list[tuple[str, list[NumberRow]]]:
        """The main numbers, each leading to its rows; of a closed month they are the closing's."""
        if self.closing:
            return self.closing.numbers
        return numbers_of(self.report.lines, self.month, present_rows)
