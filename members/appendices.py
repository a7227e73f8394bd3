"""The list of members that a monthly report may append: those in the register at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.appendices import APPENDICES, Appendix, AppendixColumn, AppendixRow
from core.scope import Actor
from members.intake.written import path_of, reader_of
from members.models import Enrolment
from members.resources import PERMISSION, REVEAL
from members.sheets import MEMBERS

FIELDS = (
    "name", "sex", "ethnic_group", "birth_date", "national_id", "phone", "education", "category", "joined_on",
    "enterprise", "occupation", "home_organisation", "branch", "arrived_on",
)  # fmt: skip
"""What a committee hands in of a member; no address, no notes, nobody at home."""
AT_ONCE = 2000


def rows_on(by: Actor, day: date) -> Iterator[AppendixRow]:
    """Yield the members in the register at the end of ``day``: branch and arrival as of then, all else as it is now."""
    enrolments = (
        Enrolment.objects.visible_to(by, PERMISSION)
        .on(day)
        .order_by("branch__code", "branch_id", "member__name_pinyin", "member_id")
        .values_list("branch_id", *map(_path_of, FIELDS), named=True)
    )
    readers = [reader_of(name, _path_of(name)) for name in FIELDS]
    for row in enrolments.iterator(chunk_size=AT_ONCE):
        yield AppendixRow(row.branch_id, tuple([read(row) for read in readers]))


def _path_of(name: str) -> str:
    """Return where an enrolment has the field ``name`` of the sheet."""
    own = {"branch": path_of(name), "arrived_on": "started_on"}
    return own.get(name) or f"member__{path_of(name)}"


def _columns() -> tuple[AppendixColumn, ...]:
    declared = {column.field: column for column in MEMBERS.columns}
    found = (declared[name] for name in FIELDS)
    return tuple(AppendixColumn(each.field, each.title, each.width, each.mask) for each in found)


APPENDICES.register(
    Appendix("members", "流动党员名册", "名党员", PERMISSION, REVEAL, columns=_columns(), rows=rows_on)
)
