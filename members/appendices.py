"""The list of members that a monthly report may append: those in the register at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.appendices import APPENDICES, Appendix, AppendixColumn, AppendixRow
from core.scope import Actor
from members.intake.judging import as_written
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
        .select_related("branch", "member__enterprise")
        .order_by("branch__code", "branch_id", "member__name_pinyin", "member_id")
    )
    for enrolment in enrolments.iterator(chunk_size=AT_ONCE):
        yield AppendixRow(enrolment.branch_id, tuple(_value(enrolment, name) for name in FIELDS))


def _value(enrolment: Enrolment, name: str) -> str:
    if name == "branch":
        return enrolment.branch.name
    if name == "arrived_on":
        return enrolment.started_on.isoformat()
    return as_written(enrolment.member, name)


def _columns() -> tuple[AppendixColumn, ...]:
    declared = {column.field: column for column in MEMBERS.columns}
    found = (declared[name] for name in FIELDS)
    return tuple(AppendixColumn(each.field, each.title, each.width, each.mask) for each in found)


APPENDICES.register(
    Appendix("members", "流动党员名册", "名党员", PERMISSION, REVEAL, columns=_columns(), rows=rows_on)
)
