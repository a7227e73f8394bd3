"""Filters above the list of activity cards."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from members.actions.cards import EARLIEST_YEAR
from members.choices import CardResult
from members.filters.common import OfMembers
from members.models import Member

WAITING, CHECKED, ALL, NO_CARD = "waiting", "checked", "all", "none"
STATES = [
    (WAITING, "未查验"),
    (CHECKED, "已查验"),
    *CardResult.choices,
    (NO_CARD, "没有登记证号"),
    (ALL, "全部在册"),
]
YEARS_BACK = 5
Rows = QuerySet[Any]


def year_asked(data: Any) -> int:  # noqa: ANN401  the GET of a request, or nothing
    """Return the year of the address, this year where it names none that can be."""
    this = timezone.localdate().year
    text = str((data or {}).get("year", ""))
    return int(text) if text.isascii() and text.isdigit() and EARLIEST_YEAR <= int(text) <= this else this


class CardFilter(OfMembers):
    """Members in the register by name, branch, and whether their card was checked in a year."""

    member_path = ""
    usual = {"state": WAITING}

    year = django_filters.ChoiceFilter(label="年度", method="by_year", empty_label=None)
    state = django_filters.ChoiceFilter(label="查验", choices=STATES, method="by_state", empty_label=None)

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        given = data.copy()
        given["year"] = str(year_asked(data))
        super().__init__(given, *args, **kwargs)
        this = timezone.localdate().year
        years = sorted({*range(this - YEARS_BACK, this + 1), int(given["year"])}, reverse=True)
        self.filters["year"].extra["choices"] = [(str(year), f"{year} 年度") for year in years]

    def by_year(self, rows: Rows, _: str, __: str) -> Rows:
        """The view has asked for the checks of that year already."""
        return rows

    def by_state(self, rows: Rows, _: str, state: str) -> Rows:
        """By what came of the year's check."""
        if state == ALL:
            return rows
        if state == NO_CARD:
            return rows.filter(card_number="")
        if state in {WAITING, CHECKED}:
            return rows.filter(result__isnull=state == WAITING)
        return rows.filter(result=state)
