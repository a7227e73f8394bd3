"""How long a stretch of time a page of figures tells of: a month, a quarter or a year, named by its last month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from core.figures import Span
from core.periods import Month


class Grain(StrEnum):
    """One length; the value stands in addresses (``?period=quarter``)."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def span(self) -> Span:
        """The form of a figure that tells what happened in it."""
        return Span(self.value)

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[self]

    @property
    def letter(self) -> str:
        """Its name in one character."""
        return {Grain.MONTH: "月", Grain.QUARTER: "季", Grain.YEAR: "年"}[self]

    @property
    def words(self) -> str:
        """What a number of it is called: 本月."""
        return f"本{self.letter}"

    @property
    def before_words(self) -> str:
        """The one before it: 上月."""
        return f"上{self.letter}"

    def last_of(self, month: Month) -> Month:
        """Return the last month of the stretch that ``month`` lies in."""
        return month.plus(-month.number % self.months)

    def ended_before(self, month: Month) -> Month:
        """Return the last month of the stretch before that of ``month``."""
        return self.last_of(month).plus(-self.months)

    def named(self, month: Month) -> str:
        """Return the stretch in words; where it ends early, up to which month: 2024年第4季度（至11月）."""
        if self is Grain.MONTH:
            return month.title
        whole = f"{month.year}年" + (f"第{month.quarter}季度" if self is Grain.QUARTER else "")
        return whole if month == self.last_of(month) else f"{whole}（至{month.number}月）"


@dataclass(frozen=True)
class Choice:
    """A stretch that can be chosen, by its last month."""

    month: Month
    title: str


@dataclass(frozen=True)
class GrainLink:
    """A way to another length of time."""

    title: str
    href: str
    current: bool


@dataclass(frozen=True)
class Stretches:
    """The quarters or years to choose from, the latest first, around the one shown; other parameters stay."""

    grain: Grain
    month: Month
    first: Month
    last: Month
    query: QueryDict

    @property
    def grains(self) -> list[GrainLink]:
        """Month, quarter and year as links; the address always says which, as each page begins with its own."""
        return [GrainLink(g.letter, self._address(self.month, g), g is self.grain) for g in Grain]

    @property
    def is_monthly(self) -> bool:
        """Tell whether single months are chosen."""
        return self.grain is Grain.MONTH

    @property
    def choices(self) -> list[Choice]:
        """Every stretch between the first month and the last."""
        found, month = [], max(self.last, self.month)
        while month >= min(self.first, self.month):
            found.append(Choice(month, self.grain.named(month)))
            month = self.grain.ended_before(month)
        return found

    @property
    def before(self) -> str:
        """Address of the stretch before; empty where there is none."""
        month = self.grain.ended_before(self.month)
        return self._address(month, self.grain) if month >= self.first else ""

    @property
    def after(self) -> str:
        """Address of the stretch after; empty where it has not come."""
        if self.month >= self.last:
            return ""
        month = min(self.grain.last_of(self.month.plus(1)), self.last)
        return self._address(month, self.grain)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The other parameters of the address."""
        return [(name, str(value)) for name, value in self.query.items() if name not in ("month", "page")]

    def _address(self, month: Month, grain: Grain) -> str:
        changed = self.query.copy()
        changed.pop("page", None)
        changed["month"], changed["period"] = str(month), grain.value
        return f"?{changed.urlencode()}"
