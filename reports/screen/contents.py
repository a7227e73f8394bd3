"""What stands on the screen: figures, trend, branches, make-up, what waits, good news; the queries do not grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from accounts.system import Office
from branches.models import Committee
from core.charts import Item, Series, month_item
from core.figures import (
    FIGURES,
    Ask,
    Number,
    Span,
    asks,
    change_of,
    compute,
    number_words,
    places_of,
)
from core.news import NEWS, News
from core.periods import Month
from core.reminders import REMINDERS
from reports.addresses import rows_address

REGISTER = "members.managed"
STRUCTURE, AGES = "members.by_occupation", "members.by_age"
LEARNING = "training.attendances"
MONTHS = 12
BRANCHES, WARNINGS, PIECES = 8, 5, 3
UNKNOWN_PARTS = ("未登记",)


@dataclass(frozen=True)
class Shown:
    """A figure at the top: in which form, and under which words."""

    key: str
    span: Span
    title: str


TOP = (
    Shown(REGISTER, Span.DAY, "管理流动党员"),
    Shown("members.two_new_share", Span.DAY, "来自“两企三新”"),
    Shown("branches.branches", Span.DAY, "党支部"),
    Shown("stations.places", Span.DAY, "驿站和孵化阵地"),
    Shown("members.settled", Span.TO_DATE, "累计吸收转化"),
    Shown(LEARNING, Span.YEAR, "本年培训"),
    Shown("services.solved", Span.TO_DATE, "累计解决难题"),
    Shown("contributions.mediations", Span.TO_DATE, "累计调解纠纷"),
)


@dataclass(frozen=True)
class Card:
    """One figure: ``number`` for counting up, ``words`` as it is read, ``change`` against last month."""

    key: str
    title: str
    number: Number | None
    words: str
    unit: str
    change: Number | None
    href: str


@dataclass(frozen=True)
class Waiting:
    """How many wait by one rule."""

    title: str
    count: int


class Screen:
    """One committee on a day; ``linked`` where numbers lead to their rows, for those who are logged in."""

    def __init__(self, committee: Committee, month: Month, *, linked: bool) -> None:
        self.committee, self.month, self.linked = committee, month, linked
        self.made_at: datetime = timezone.localtime()
        self.office = Office(committee)
        self.branches = places_of(self.office, month)
        self.found = compute(self.office, self._asks())

    def _asks(self) -> Iterator[Ask]:
        for shown in TOP:
            figure = FIGURES[shown.key]
            yield from (Ask(figure, month, shown.span) for month in (self.month.plus(-1), self.month))
        yield from asks([FIGURES[REGISTER]], self.month.back(2 * MONTHS))
        yield from asks([FIGURES[LEARNING]], self.month.back(MONTHS), [Span.MONTH])
        yield from asks([FIGURES[STRUCTURE], FIGURES[AGES]], [self.month])

    @property
    def until(self) -> date:
        """The day up to which the screen tells."""
        return min(self.month.last, self.made_at.date())

    @property
    def cards(self) -> list[Card]:
        """The figures at the top."""
        return [self._card(shown) for shown in TOP]

    @cached_property
    def by_branch(self) -> list[Item]:
        """The branches with most members, in the branches' order; a last item for all others together."""
        figure = FIGURES[REGISTER]
        rows = [
            (row, self.found.number(figure, self.month, place=row.pk) or 0)
            for row in self.branches.shown(self.found)
        ]
        largest = {row.pk for row, _ in sorted(rows, key=lambda each: -each[1])[: self._room(len(rows))]}
        items = [
            Item(row.short_name, number, self._address(REGISTER, branch=row.pk))
            for row, number in rows
            if row.pk in largest
        ]
        others = [number for row, number in rows if row.pk not in largest]
        return [*items, Item(f"其他{len(others)}个支部", sum(others))] if others else items

    @staticmethod
    def _room(count: int) -> int:
        return count if count <= BRANCHES else BRANCHES - 1

    @property
    def trend(self) -> list[Series]:
        """Twelve months, and the same twelve a year before."""
        months, figure = self.month.back(2 * MONTHS), FIGURES[REGISTER]
        items = [month_item(month, self.found.number(figure, month)) for month in months]
        return [Series("近12个月", items[MONTHS:]), Series("上年同期", items[:MONTHS], dashed=True)]

    @property
    def learning(self) -> list[Item]:
        """Who was trained in each of twelve months."""
        figure = FIGURES[LEARNING]
        return [
            month_item(month, self.found.number(figure, month, Span.MONTH))
            for month in self.month.back(MONTHS)
        ]

    @property
    def structure(self) -> list[Item]:
        """What the members do for a living."""
        return self._parts(STRUCTURE)

    @property
    def ages(self) -> list[Item]:
        """How old they are."""
        return self._parts(AGES)

    @cached_property
    def waiting(self) -> list[Waiting]:
        """How many wait by rule, most first; nothing of who or what."""
        counts = REMINDERS.counts(self.office, self.made_at.date())
        ordered = sorted(counts.items(), key=lambda each: -each[1])
        return [Waiting(rule.title, count) for rule, count in ordered[:WARNINGS]]

    @cached_property
    def news(self) -> list[News]:
        """The latest good news."""
        return NEWS.latest(self.office, self.until, PIECES)

    def _card(self, shown: Shown) -> Card:
        figure = FIGURES[shown.key]
        now = self.found.number(figure, self.month, shown.span)
        before = self.found.number(figure, self.month.plus(-1), shown.span)
        is_first = shown.span is Span.YEAR and self.month.number == 1
        return Card(
            key=shown.key,
            title=shown.title,
            number=now,
            words=number_words(figure, now),
            unit=figure.unit,
            change=None if is_first else change_of(figure, now, before),
            href=self._address(shown.key, shown.span),
        )

    def _parts(self, key: str) -> list[Item]:
        parts = self.found.parts(FIGURES.split(key), self.month)
        return [
            Item(piece.title, number) for piece, number in parts if number or piece.title not in UNKNOWN_PARTS
        ]

    def _address(self, key: str, span: Span | None = None, branch: int | None = None) -> str:
        return rows_address(FIGURES[key], self.month, span, branch) if self.linked else ""
