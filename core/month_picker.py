"""What the month picker shows: the neighbours' addresses and the months to choose from, by year."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.template import Context

from core.periods import Month

PARAMETER = "month"
# Of the address of one month, these make no sense in another.
DROPPED = (PARAMETER, "page")


@dataclass(frozen=True)
class Year:
    """A year and those of its months that may be chosen, latest first."""

    title: str
    months: list[Month]


@dataclass(frozen=True)
class Picker:
    """Addresses of the months before and after ("" where there is none), years, and the address's other parameters."""

    before: str
    after: str
    years: list[Year]
    kept: list[tuple[str, str]]


def month_choices(context: Context, month: Month, first_month: Month, last_month: Month) -> Picker:
    """Lay out the picker for ``month`` between the two others; a month outside of them stays choosable itself."""
    request: HttpRequest | None = context.get("request")
    query = request.GET if request is not None else QueryDict()
    before, after = month.plus(-1), month.plus(1)
    return Picker(
        before=_address(query, before) if first_month <= before else "",
        after=_address(query, after) if after <= last_month else "",
        years=_years(min(month, first_month), max(month, last_month)),
        kept=[(name, value) for name, values in query.lists() if name not in DROPPED for value in values],
    )


def _address(query: QueryDict, month: Month) -> str:
    changed = query.copy()
    for name in DROPPED:
        changed.pop(name, None)
    changed[PARAMETER] = str(month)
    return f"?{changed.urlencode()}"


def _years(first: Month, last: Month) -> list[Year]:
    def months(year: int) -> list[Month]:
        return [each for number in range(12, 0, -1) if first <= (each := Month(year, number)) <= last]

    return [Year(f"{year}年", months(year)) for year in range(last.year, first.year - 1, -1)]
