"""Kinds of sheets whose records bear a number of ours, such as FW-2024-0001."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from branches.intake.records import BranchSheet
from branches.models import Committee
from core.records import Record
from spreadsheets.kinds import PlannedRow
from spreadsheets.records import RecordContext

R = TypeVar("R", bound=Record)


class NumberedSheet(BranchSheet[R]):
    """A row with a number of ours speaks of that record; any other number is the office's own and is left aside."""

    prefix: ClassVar[str]
    day: ClassVar[str]
    """The field whose year a number bears."""
    given = frozenset({"number"})

    @abstractmethod
    def next_numbers(self, committee: Committee, years: Iterable[int]) -> list[str]:
        """Return a free number for each of ``years``, inside the storing transaction."""

    def read(self, row: PlannedRow, context: RecordContext) -> None:
        super().read(row, context)
        number = row.values.get("number", "")
        if number and not re.fullmatch(rf"{self.prefix}-\d{{4}}-\d{{4,9}}", number):
            del row.values["number"], row.record["number"]
            row.notices.append(f"编号“{number}”不是本系统的，导入时另编")

    def judge_record(self, row: PlannedRow, record: R, context: RecordContext) -> None:
        super().judge_record(row, record, context)
        if row.key is None and row.values.get("number") and context.place.branch_key is not None:
            row.refuse("number", "number_unknown", "没有这个编号的记录。新的记录不用填编号，导入时会自动编。")

    def before_insert(self, pairs: Sequence[tuple[PlannedRow, R]], context: RecordContext) -> None:
        """Number the new records in the order of the sheet."""
        unnumbered: list[Any] = [record for _, record in pairs if not record.number]  # type: ignore[attr-defined]  # each has one
        committee = Committee.objects.get(pk=context.place.committee_key)
        numbers = self.next_numbers(committee, [getattr(record, self.day).year for record in unnumbered])
        for record, number in zip(unnumbered, numbers, strict=True):
            record.number = number
