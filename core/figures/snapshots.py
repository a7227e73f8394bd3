"""Which rows stood behind the numbers of one month, small enough to be kept.

Each row of a base is asked for what it adds to each number, by the very measure that counted the number, grouped by
row instead of by branch. The rows of a number therefore add up to it, whatever its condition joins.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F

from core.figures.bases import Base
from core.figures.declarations import CountedFigure
from core.figures.engine import AGGREGATES, NO_BRANCH, plain
from core.figures.spans import Span
from core.figures.values import EVERYWHERE, Cell, Number, Place
from core.periods import Month
from core.scope import Actor

BLOCK = 2000
"""Rows that are read at a time."""


class Told(NamedTuple):
    """One number of a month: which figure, in which form."""

    key: str
    span: Span


class Change(NamedTuple):
    """What became of the rows behind one number, by their numbers: they came, went, or add another amount."""

    came: frozenset[int]
    went: frozenset[int]
    changed: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changed)

    def __or__(self, other: Change) -> Change:
        return Change(*(mine | theirs for mine, theirs in zip(self, other, strict=True)))


NO_CHANGE = Change(frozenset(), frozenset(), frozenset())


class Kept(NamedTuple):
    """One row: its branch, and the numbers that it adds to, as bits in the order of ``Rows.told``."""

    place: int | None
    bits: int


@dataclass(frozen=True)
class Rows:
    """The rows of one base behind the numbers ``told``; those that add to none are left out.

    A row adds one to each of its numbers, unless ``amounts`` (by position in ``told``, then by row) says otherwise.
    """

    base: str
    told: tuple[Told, ...]
    rows: Mapping[int, Kept]
    amounts: Mapping[int, Mapping[int, Number]]

    def of(self, key: str, span: Span, place: Place = EVERYWHERE) -> frozenset[int]:
        """Return the rows that add to a number; none where the number is not told here."""
        return frozenset(self.values(key, span, place))

    def values(self, key: str, span: Span, place: Place = EVERYWHERE) -> dict[int, Number]:
        """Return what each row adds to a number."""
        position = self._positions.get(Told(key, span))
        if position is None:
            return {}
        bit, amounts = 1 << position, self.amounts.get(position, {})
        return {
            pk: amounts.get(pk, 1)
            for pk, row in self.rows.items()
            if row.bits & bit and (place is EVERYWHERE or row.place == place)
        }

    def numbers(self, month: Month) -> dict[Cell, dict[int | None, Number]]:
        """Return the numbers that the rows add up to, by branch."""
        found: dict[int, dict[int | None, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for row, count in Counter(self.rows.values()).items():
            for position in _positions_in(row.bits):
                found[position][row.place] += count
        for position, amounts in self.amounts.items():
            for pk, amount in amounts.items():
                found[position][self.rows[pk].place] += Decimal(str(amount)) - 1
        return {
            Cell(told.key, month, told.span): {
                place: plain(number) for place, number in found[position].items()
            }
            for position, told in enumerate(self.told)
        }

    @cached_property
    def _positions(self) -> dict[Told, int]:
        return {told: position for position, told in enumerate(self.told)}

    @cached_property
    def _canonical(self) -> bytes:
        """The content as JSON, the same for the same rows."""
        keys = sorted(self.rows)
        kinds = {row: number for number, row in enumerate(dict.fromkeys(self.rows[key] for key in keys))}
        data = {
            "base": self.base,
            "told": self.told,
            "kinds": [[row.place, f"{row.bits:x}"] for row in kinds],
            "keys": [key - before for before, key in zip([0, *keys], keys, strict=False)],
            "rows": [kinds[self.rows[key]] for key in keys],
            "amounts": {
                str(position): sorted(amounts.items()) for position, amounts in sorted(self.amounts.items())
            },
        }
        return json.dumps(data, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """A fingerprint of the content."""
        return hashlib.sha256(self._canonical).hexdigest()

    def pack(self) -> bytes:
        """Return the content as bytes."""
        return zlib.compress(self._canonical)

    @classmethod
    def unpack(cls, content: bytes) -> Rows:
        """Return the rows that :meth:`pack` made ``content`` of."""
        data: dict[str, Any] = json.loads(zlib.decompress(content))
        kinds = [Kept(place, int(bits, 16)) for place, bits in data["kinds"]]
        rows: dict[int, Kept] = {}
        key = 0
        for step, kind in zip(data["keys"], data["rows"], strict=True):
            key += step
            rows[key] = kinds[kind]
        amounts = {int(position): dict(pairs) for position, pairs in data["amounts"].items()}
        told = tuple(Told(name, Span(span)) for name, span in data["told"])
        return cls(data["base"], told, rows, amounts)


def base_key(base: Base) -> str:
    """Return the name under which rows of ``base`` are kept."""
    return str(base.model._meta.label_lower)


def rows_behind(
    user: Actor, figures: Iterable[CountedFigure], month: Month, spans: Iterable[Span]
) -> Iterator[Rows]:
    """Read the rows behind the numbers of ``figures`` in ``month``: one query for each base, one base at a time."""
    by_base: dict[Base, dict[Told, CountedFigure]] = defaultdict(dict)
    wanted = frozenset(spans)
    for figure in figures:
        for span in figure.spans:
            if span in wanted:
                by_base[figure.base][Told(figure.key, span)] = figure
    for base, told in by_base.items():
        yield _read(user, base, told, month)


Changes = dict[tuple[Told, Place], Change]


def changes(before: Rows, after: Rows) -> Changes:
    """Tell what became of the rows behind each number, for the whole and for each branch; only where anything did.

    Numbers that only one of the two tells are left out.
    """
    both = frozenset(before.told) & frozenset(after.told)
    after = _aligned(after, before.told)
    found: dict[tuple[int, Place], tuple[set[int], set[int], set[int]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for pk in before.rows.keys() | after.rows.keys():
        old, new = before.rows.get(pk), after.rows.get(pk)
        if old != new:
            for place in _places_in(old, new):
                was, became = _bits(old, place), _bits(new, place)
                for position in _positions_in(became & ~was):
                    found[position, place][0].add(pk)
                for position in _positions_in(was & ~became):
                    found[position, place][1].add(pk)
    for position, pk in _amounts_changed(before, after):
        for place in _places_in(before.rows[pk], after.rows[pk]):
            if _bits(before.rows[pk], place) & _bits(after.rows[pk], place) & 1 << position:
                found[position, place][2].add(pk)
    return {
        (before.told[position], place): Change(*map(frozenset, sets))
        for (position, place), sets in found.items()
        if before.told[position] in both
    }


def difference(before: Rows, after: Rows, key: str, span: Span, place: Place = EVERYWHERE) -> Change:
    """Tell what became of the rows behind one number."""
    return changes(before, after).get((Told(key, span), place), NO_CHANGE)


def _places_in(*rows: Kept | None) -> set[Place]:
    return {EVERYWHERE, *(row.place for row in rows if row)}


def _bits(row: Kept | None, place: Place) -> int:
    return row.bits if row and place in (EVERYWHERE, row.place) else 0


def _positions_in(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _amounts_changed(before: Rows, after: Rows) -> Iterator[tuple[int, int]]:
    for position in before.amounts.keys() | after.amounts.keys():
        old, new = before.amounts.get(position, {}), after.amounts.get(position, {})
        for pk in old.keys() | new.keys():
            if pk in before.rows and pk in after.rows and old.get(pk, 1) != new.get(pk, 1):
                yield position, pk


def _aligned(rows: Rows, told: tuple[Told, ...]) -> Rows:
    """Return ``rows`` with the numbers in the order of ``told``, without those that it does not name."""
    if rows.told == told:
        return rows
    to = {name: position for position, name in enumerate(told)}
    moved = {old: to[name] for old, name in enumerate(rows.told) if name in to}
    kinds = {
        kept: Kept(kept.place, sum(1 << moved[old] for old in _positions_in(kept.bits) if old in moved))
        for kept in set(rows.rows.values())
    }
    amounts = {moved[old]: found for old, found in rows.amounts.items() if old in moved}
    return Rows(rows.base, told, {pk: kinds[kept] for pk, kept in rows.rows.items()}, amounts)


def _read(user: Actor, base: Base, told: Mapping[Told, CountedFigure], month: Month) -> Rows:
    names = tuple(told)
    places: dict[int, int | None] = {}
    bits: dict[int, int] = defaultdict(int)
    amounts: dict[int, dict[int, Number]] = defaultdict(dict)
    for start in range(0, len(names), AGGREGATES):
        part = {name: told[name] for name in names[start : start + AGGREGATES]}
        patterns: dict[tuple[Any, ...], _Pattern] = {}
        for pk, place, *numbers in _query(user, base, part, month):
            values = tuple(numbers)
            pattern = patterns.get(values)
            if pattern is None:
                pattern = patterns[values] = _pattern(values, start)
            if pattern.bits:
                places[pk] = place
                bits[pk] |= pattern.bits
                for position, amount in pattern.amounts:
                    amounts[position][pk] = amount
    kinds: dict[Kept, Kept] = {}
    rows = {pk: kinds.setdefault(kept := Kept(places[pk], bits[pk]), kept) for pk in places}
    return Rows(base_key(base), names, rows, dict(amounts))


class _Pattern(NamedTuple):
    """What a row adds: to which numbers, and how much where it is not one."""

    bits: int
    amounts: tuple[tuple[int, Number], ...]


def _pattern(values: tuple[Any, ...], start: int) -> _Pattern:
    found = {start + position: plain(value) for position, value in enumerate(values) if value}
    others = tuple((position, value) for position, value in found.items() if value != 1)
    return _Pattern(sum(1 << position for position in found), others)


def _query(
    user: Actor, base: Base, told: Mapping[Told, CountedFigure], month: Month
) -> Iterator[tuple[Any, ...]]:
    place = NO_BRANCH if base.branch is None else F(base.place)
    adds = {
        f"figure_{number}": figure.measure(figure.condition(name.span.period(month)))
        for number, (name, figure) in enumerate(told.items())
    }
    rows = base.rows(user).order_by().annotate(figure_place=place).values("pk", "figure_place")
    found: Iterator[tuple[Any, ...]] = (
        rows.annotate(**adds).values_list("pk", "figure_place", *adds).iterator(BLOCK)
    )
    return found
