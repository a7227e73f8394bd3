"""The yearly check of activity cards, in autumn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.demo.park import Park
from config.demo.seed import chance, day_within, moment
from config.demo.stored import store
from members.choices import CardResult
from members.models import CardCheck

_CHECKED, _FAULTY = 0.96, 0.05
_REPLACED = 0.6


def make_card_checks(park: Park) -> None:
    """Store each autumn's checks; this year's have only begun."""
    rows = [row for year in range(2020, park.today.year + 1) for row in _checks_of(park, year)]
    store(rows)


def _checks_of(park: Park, year: int) -> Iterator[CardCheck]:
    first, last = date(year, 10, 8), date(year, 12, 2)
    for present in park.present(min(first, park.today)) if first <= park.today else ():
        rng = chance("card", year, present.member.card_number)
        on = day_within(rng, first, last)
        if on > park.today or not present.spell.covers(on) or rng.random() > _CHECKED:
            continue
        is_faulty = rng.random() < _FAULTY
        result = CardResult.PASSED
        if is_faulty:
            result = CardResult.REPLACED if rng.random() < _REPLACED else CardResult.PROBLEM
        yield CardCheck(
            member=present.member,
            branch=park.branch_of(present),
            year=year,
            on=on,
            result=result,
            note={
                CardResult.REPLACED: "证件破损，已换发。",
                CardResult.PROBLEM: "流出地信息与名册不符，待核对。",
            }.get(result, ""),
            created_at=moment(on),
            updated_at=moment(on),
        )
