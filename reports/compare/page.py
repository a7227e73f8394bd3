"""The comparison: a row for each branch, a rate with its two counts in each cell, and all branches together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from core.figures import FIGURES, Ask, CountedFigure, FigureSet, Number, PlaceRow, compute
from core.figures.wording import NOTHING
from core.numbers import percent1, thousands
from core.scope import Actor
from reports.addresses import rows_address
from reports.compare.bars import bar
from reports.compare.rates import GROUPS, MEMBERS, SMALLEST, USUAL, Group, Rate
from reports.dashboard.branches import span_of
from reports.selection import Selection


@dataclass(frozen=True)
class Count:
    """A count behind a rate with the address of its rows."""

    words: str
    href: str


@dataclass(frozen=True)
class Cell:
    """A rate of one branch, or of all together. ``value`` is ``None`` of nothing."""

    rate: Rate
    value: float | None
    part: Count
    whole: Count
    is_small: bool
    bar: SafeString

    @property
    def words(self) -> str:
        """The rate as people read it."""
        if self.value is None:
            return NOTHING
        return percent1(self.value) if self.rate.most else f"{self.value:,.2f} {self.rate.unit}"


@dataclass(frozen=True)
class Line:
    """A branch with its members and rates."""

    place: PlaceRow
    members: Count
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heading:
    """A rate as the head of its column, with the address that sorts by it, and how it is sorted now."""

    rate: Rate
    href: str
    sorted: str


class Comparison:
    """One nest's rates of all branches that ``user`` sees, in the branches' order or sorted by one rate.

    ``sort`` is the key of a rate, with ``-`` in front for the largest first. Raises ``KeyError`` where nest or rate
    is unknown. Rates of small numbers are never ranked: they stand below, in the branches' order.
    """

    def __init__(self, user: Actor, selection: Selection, nest: str = "", sort: str = "") -> None:
        self.selection, self.sort = selection, sort
        self.group: Group = {group.key: group for group in GROUPS}[nest or USUAL]
        if sort and sort.removeprefix("-") not in {rate.key for rate in self.group.rates}:
            raise KeyError(sort)
        self.found: FigureSet = compute(user, self._asks())

    def _asks(self) -> Iterator[Ask]:
        for rate in self.group.rates:
            yield from (self._ask(figure) for figure in (rate.part_figure, rate.whole_figure))
        yield self._ask(self._members)

    @cached_property
    def places(self) -> list[PlaceRow]:
        """The branches compared."""
        return self.selection.branches.shown(self.found)

    @property
    def groups(self) -> list[tuple[str, str, bool]]:
        """Title and address of each nest, and whether it is the one shown."""
        return [(g.title, self._address(nest=g.key), g is self.group) for g in GROUPS]

    @property
    def headings(self) -> list[Heading]:
        """The heads of the columns: pressed once the largest come first, pressed again the smallest."""
        return [self._heading(rate) for rate in self.group.rates]

    @property
    def unsorted(self) -> str:
        """Address of the branches' own order; empty where it is shown."""
        return self._address(nest=self.group.key) if self.sort else ""

    @cached_property
    def lines(self) -> list[Line]:
        """The branches."""
        lines = [self._line(place) for place in self.places]
        if not self.sort:
            return lines
        number = [rate.key for rate in self.group.rates].index(self.sort.removeprefix("-"))
        ranked = [line for line in lines if is_ranked(line.cells[number])]
        others = [line for line in lines if not is_ranked(line.cells[number])]
        ranked.sort(key=lambda line: line.cells[number].value or 0, reverse=self.sort.startswith("-"))
        return [*ranked, *others]

    @property
    def whole(self) -> list[Cell]:
        """The same rates of all branches together: the average that each can be held against."""
        return [self._cell(rate, None) for rate in self.group.rates]

    @property
    def members(self) -> str:
        """How many members all branches have together."""
        return thousands(self._sum(self._members))

    def _line(self, place: PlaceRow) -> Line:
        cells = tuple(self._cell(rate, place) for rate in self.group.rates)
        return Line(place, self._count(self._members, place), cells)

    def _cell(self, rate: Rate, place: PlaceRow | None) -> Cell:
        value = self._value(rate, place)
        most, mean = self._most[rate.key], self._means[rate.key]
        return Cell(
            rate=rate,
            value=value,
            part=self._count(rate.part_figure, place),
            whole=self._count(rate.whole_figure, place),
            is_small=self._is_small(rate, place),
            bar=bar(
                (value or 0) / most if most else 0,
                mean / most if mean is not None and most and place else None,
                is_small=self._is_small(rate, place),
            ),
        )

    @cached_property
    def _means(self) -> dict[str, float | None]:
        """Each rate of all branches together."""
        return {rate.key: self._value(rate, None) for rate in self.group.rates}

    @cached_property
    def _most(self) -> dict[str, float]:
        """The end of each rate's scale: small numbers do not stretch it."""
        return {rate.key: rate.most or self._largest(rate) for rate in self.group.rates}

    def _largest(self, rate: Rate) -> float:
        solid = [self._value(rate, place) for place in self.places if not self._is_small(rate, place)]
        return max((value for value in (*solid, self._means[rate.key]) if value), default=0)

    def _value(self, rate: Rate, place: PlaceRow | None) -> float | None:
        part, whole = self._number(rate.part_figure, place), self._number(rate.whole_figure, place)
        return rate.per * part / whole if whole else None

    def _is_small(self, rate: Rate, place: PlaceRow | None) -> bool:
        return self._number(rate.whole_figure, place) < SMALLEST

    def _number(self, figure: CountedFigure, place: PlaceRow | None) -> Number:
        if place is None:
            return self._sum(figure)
        span = span_of(figure, self.selection)
        return self.found.number(figure, self.selection.month, span, place.pk) or 0

    def _sum(self, figure: CountedFigure) -> Number:
        return sum(self._number(figure, place) for place in self.places)

    def _count(self, figure: CountedFigure, place: PlaceRow | None) -> Count:
        """Tell a count; that of all branches leads nowhere, as it leaves out what the committee did itself."""
        words = thousands(self._number(figure, place))
        if place is None:
            return Count(words, "")
        span = span_of(figure, self.selection)
        return Count(words, rows_address(figure, self.selection.month, span, place.pk))

    @property
    def _members(self) -> CountedFigure:
        return FIGURES.counted(MEMBERS)

    def _ask(self, figure: CountedFigure) -> Ask:
        return Ask(figure, self.selection.month, span_of(figure, self.selection))

    def _heading(self, rate: Rate) -> Heading:
        downwards = self.sort == f"-{rate.key}"
        href = self._address(nest=self.group.key, sort=rate.key if downwards else f"-{rate.key}")
        now = "descending" if downwards else "ascending" if self.sort == rate.key else ""
        return Heading(rate, href, now)

    def _address(self, **query: str) -> str:
        kept = {"period": self.selection.grain.value, "month": str(self.selection.month)}
        return f"?{urlencode({**kept, **query})}"


def is_ranked(cell: Cell) -> bool:
    """Tell whether a rate may stand above or below another."""
    return cell.value is not None and not cell.is_small
