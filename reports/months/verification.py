"""What a code on a printed report stands for."""

from __future__ import annotations

from functools import cached_property

from reports.lines import Line
from reports.models import MonthlyReport
from reports.monthly import Report
from reports.months.words import VERIFIED, picked, words_of
from reports.standing import stored_report


class Verification:
    """A closed month as everybody may compare it: no name of a person, no other month."""

    def __init__(self, closed: MonthlyReport) -> None:
        self.closed = closed

    @cached_property
    def report(self) -> Report:
        """The report as it was closed."""
        return stored_report(self.closed)

    @cached_property
    def standing_revision(self) -> int | None:
        """The revision that stands for the month; ``None`` while it is open again."""
        if self.closed.is_standing:
            return self.closed.revision
        same = MonthlyReport.objects.standing().filter(
            committee=self.closed.committee_id, month=self.closed.month
        )
        return same.values_list("revision", flat=True).first()

    @property
    def numbers(self) -> list[tuple[Line, str, str]]:
        """The main lines with this month's number and the year's in words."""
        return [
            (line, words_of(line, line.now), "" if line.is_state else words_of(line, line.year))
            for line in picked(self.report.lines, VERIFIED)
        ]
