"""The lists of people that a workbook may append: of an open month as it is now, of a closed one as it was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from accounts.system import Office
from branches.models import Committee
from core.appendices import APPENDICES, Appendix, AppendixColumn, AppendixRow
from core.figures import PlaceRow
from core.masking import mask_text
from core.periods import Month
from reports.layout import Column, Form, Roster
from reports.models import MonthlyReport

FORMAT = 1
UNSEALED = "这个月结账时没有保存名册，不能附名册。请不附名册导出。"


@dataclass
class Appended:
    """One list as it is handed out. ``rows`` can be taken once; ``count`` grows as they are."""

    title: str
    noun: str
    columns: tuple[AppendixColumn, ...]
    source: Iterable[AppendixRow]
    branch: int | None
    full: bool
    count: int = field(default=0, init=False)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the values to show: masked unless they are wanted in full."""
        masks = [None if self.full else column.mask for column in self.columns]
        for row in self.source:
            if self.branch in (None, row.branch):
                self.count += 1
                yield tuple(
                    mask(value) if mask and value else value
                    for mask, value in zip(masks, row.values, strict=True)
                )

    def roster(self) -> Roster:
        """Return the list as a workbook takes it."""
        columns = tuple(Column(column.title, column.width, Form.TEXT) for column in self.columns)
        shown = "号码完整，请妥善保管，用完删除。" if self.full else "号码已隐去一部分。"
        note = f"说明：党支部和流入日期为截止时间的情况，其他栏目按结账或导出时的登记。{shown}"
        return Roster(self.title, columns, self.rows(), note)

    @property
    def words(self) -> str:
        """What the audit log says of it, after its rows were taken."""
        return f"附{self.title} {self.count} {self.noun}，{'完整号码' if self.full else '号码已隐去'}"


def appendix_text(committee: Committee, month: Month) -> str:
    """Return every list at the end of ``month`` in full, as JSON to be sealed when the month is closed."""
    office = Office(committee)
    lists = [
        {
            "key": appendix.key,
            "title": appendix.title,
            "noun": appendix.noun,
            "columns": [[c.field, c.title, c.width, c.mask is not None] for c in appendix.columns],
            "rows": [[row.branch, *row.values] for row in appendix.rows(office, month.last)],
        }
        for appendix in APPENDICES
    ]
    return json.dumps({"format": FORMAT, "lists": lists}, ensure_ascii=False, separators=(",", ":"))


def appended(
    committee: Committee, month: Month, branch: PlaceRow | None, closed: MonthlyReport | None, *, full: bool
) -> list[Appended]:
    """Return the lists for ``month``, those of ``branch`` if one is named: sealed ones where the month is closed.

    Raises ``LookupError`` where a month was closed without.
    """
    key = branch.pk if branch else None
    if closed is None:
        return [_open(appendix, committee, month, key, full=full) for appendix in APPENDICES]
    if not closed.appendix:
        raise LookupError(UNSEALED)
    return [_sealed(data, key, full=full) for data in json.loads(closed.appendix)["lists"]]


def _open(
    appendix: Appendix, committee: Committee, month: Month, branch: int | None, *, full: bool
) -> Appended:
    rows = appendix.rows(Office(committee), month.last)
    return Appended(appendix.title, appendix.noun, appendix.columns, rows, branch, full)


def _sealed(data: dict[str, Any], branch: int | None, *, full: bool) -> Appended:
    columns = tuple(_column(data["key"], *column) for column in data["columns"])
    rows = (AppendixRow(row[0], tuple(row[1:])) for row in data["rows"])
    return Appended(data["title"], data["noun"], columns, rows, branch, full)


def _column(key: str, name: str, title: str, width: float, masked: bool) -> AppendixColumn:  # noqa: FBT001  as stored
    """Return a column as it was sealed, masked as today; where today no longer knows how, nothing of it is shown."""
    if not masked:
        return AppendixColumn(name, title, width)
    declared = APPENDICES.known[key].column(name) if key in APPENDICES.known else None
    return AppendixColumn(name, title, width, (declared.mask if declared else None) or mask_text)
