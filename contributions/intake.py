"""What sheets of this room share: whoever is named is the member of the register where that is sure."""

from __future__ import annotations

from typing import Any

from members.intake.people import PeopleLookup
from spreadsheets.kinds import PlannedRow
from spreadsheets.records import RecordContext


def link_member(row: PlannedRow, record: Any, context: RecordContext) -> None:  # noqa: ANN401  a row with a person
    """Put the member in place of name and phone in a new ``record``, as the form has it."""
    people = context.lookup(PeopleLookup)
    name = row.values.get("person_name", "")
    if not name or not isinstance(people, PeopleLookup):
        return
    phone = row.values.get("person_phone", "")
    member = people.surely(name, phone=phone, branch_key=row.record.get("branch_id"))
    if member is not None:
        record.member, record.person_name = member, ""
        record.person_phone = "" if member.phone_index else phone
        row.notices.append(f"认作{member.branch.short_name}的流动党员")
