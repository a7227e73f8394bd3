"""What is left undone in the register on the day of loading, so that its reminders have something to remind of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from config.demo.seed import COUNTED_ON
from config.demo.stays import Stay
from core.partial_dates import PartialDate
from members.choices import Category
from members.models import Member

_ENDS_IN = (12, 24, -6)
"""Days until the probation of some ends, or since it has."""


def leave_loose_ends(stays: Sequence[Stay], members: Sequence[Member], today: date) -> None:
    """Change a few of those who came lately, before they are stored; nobody of 2024 is touched."""
    new = [
        (stay, member)
        for stay, member in zip(stays, members, strict=True)
        if stay.last.ended_on is None and len(stay.spells) == 1 and stay.arrived_on > COUNTED_ON
    ]
    lately = [
        member
        for stay, member in new
        if today - timedelta(days=330) < stay.arrived_on <= today - timedelta(days=40)
    ]
    for member, days in zip(lately, _ENDS_IN, strict=False):
        ends_on = today + timedelta(days=days)
        joined_on = ends_on.replace(year=ends_on.year - 1, day=min(ends_on.day, 28))
        member.category = Category.PROBATIONARY
        member.joined_on, member.confirmed_on = PartialDate(joined_on.isoformat()), PartialDate("")
    for number, member in enumerate(lately[len(_ENDS_IN) : len(_ENDS_IN) + 3]):
        member.card_number = ""
        if number == 1:
            member.home_organisation = ""
