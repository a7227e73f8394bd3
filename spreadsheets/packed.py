"""Planned rows put away until they are stored: a hundred thousand of them in the memory of a few thousand.

What judging has found of a row is kept as compressed bytes, many rows together, and comes back as it was, but for the
cells of the sheet: who stores rows has no need of them.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, overload

from spreadsheets.models import RowOutcome
from spreadsheets.planned import PlannedRow

TOGETHER = 1800
"""Rows that are put away, and stored, together: what two queries for their people can ask for."""
_RARE = ("changes", "notices", "problems", "question", "wiped", "repaired")
"""What most rows have nothing of."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one table: those put away, and by their index among all those that others still have to do with."""

    sheet: str
    letters: Mapping[str, str]
    packed: bytes
    waiting: Mapping[int, PlannedRow]


class PackedRows(Sequence[PlannedRow]):
    """Rows in their order, some thousand of them unpacked at a time."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._outcomes: Counter[RowOutcome] = Counter()

    @property
    def outcomes(self) -> Counter[RowOutcome]:
        """How many rows there are of each outcome."""
        return self._outcomes + Counter(r.outcome for part in self._parts for r in part.waiting.values())

    def add(self, rows: Sequence[PlannedRow], waiting: Collection[int] = ()) -> None:
        """Put away ``rows`` of one table after those before; the ones at ``waiting`` may still change."""
        if rows:
            ready = [row for place, row in enumerate(rows) if place not in waiting] if waiting else rows
            self._outcomes.update([row.outcome for row in ready])
            packed = zlib.compress(pickle.dumps([*map(_packed, ready)], pickle.HIGHEST_PROTOCOL), 1)
            kept = {place: rows[place] for place in sorted(waiting)}
            self._parts.append(_Part(rows[0].sheet, rows[0].letters, packed, kept))

    def parts(self) -> Iterator[list[PlannedRow]]:
        """Yield the rows, some thousand at a time."""
        for part in self._parts:
            packed = pickle.loads(zlib.decompress(part.packed))  # noqa: S301  our own bytes, which never left the process
            rows = [_unpacked(part.sheet, part.letters, row) for row in packed]
            for place, row in part.waiting.items():
                rows.insert(place, row)
            yield rows

    def __iter__(self) -> Iterator[PlannedRow]:
        return chain.from_iterable(self.parts())

    def __len__(self) -> int:
        return self.outcomes.total()

    @overload
    def __getitem__(self, place: int, /) -> PlannedRow: ...

    @overload
    def __getitem__(self, place: slice, /) -> list[PlannedRow]: ...

    def __getitem__(self, place: int | slice, /) -> PlannedRow | list[PlannedRow]:
        """Return rows at the price of unpacking all: they are meant to be gone through."""
        return list(self)[place]


def _packed(row: PlannedRow) -> tuple[Any, ...]:
    rare = {name: value for name in _RARE if (value := getattr(row, name))}
    return row.number, row.outcome, row.values, row.record, row.key, row.revision, row.digest, rare or None


def _unpacked(sheet: str, letters: Mapping[str, str], packed: tuple[Any, ...]) -> PlannedRow:
    number, outcome, values, record, key, revision, digest, rare = packed
    row = PlannedRow(sheet, number, values, (), letters, outcome)
    row.record, row.key, row.revision, row.digest = record, key, revision, digest
    for name, value in rare.items() if rare else ():
        setattr(row, name, value)
    return row
