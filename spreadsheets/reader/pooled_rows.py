"""Rows as numbers: each cell is a place in the pool of values, and a row is made when it is asked for.

Twenty cells take eighty bytes so, and a row that nobody holds any more takes nothing: a hundred thousand rows can be
gone through in the memory of a few.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from spreadsheets.reader.book import Cell, Row


class PooledRows(Sequence[Row]):
    """The rows of a sheet over a ``pool`` of values, in which place 0 is the empty cell."""

    __slots__ = ("_numbers", "_pool", "_starts")

    def __init__(self, pool: list[Cell]) -> None:
        self._pool = pool
        self._numbers = array("I")
        """For each row its number, the count of its cells, and their places."""
        self._starts = array("I")

    def extend(self, numbers: array[int], starts: array[int]) -> None:
        """Take rows from an ``R`` frame (see ``wire``), which begin at ``starts`` in it."""
        offset = len(self._numbers)
        self._numbers.extend(numbers)
        self._starts.extend(array("I", [offset + start for start in starts]) if offset else starts)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int, /) -> Row: ...

    @overload
    def __getitem__(self, place: slice, /) -> list[Row]: ...

    def __getitem__(self, place: int | slice, /) -> Row | list[Row]:
        """Return a row, or several."""
        if isinstance(place, slice):
            return [self._row(start) for start in self._starts[place]]
        return self._row(self._starts[place])

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it grows, as a list does

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"

    def _row(self, start: int) -> Row:
        numbers = self._numbers
        first = start + 2
        places = numbers[first : first + numbers[start + 1]]
        return Row(numbers[start], list(map(self._pool.__getitem__, places)))
