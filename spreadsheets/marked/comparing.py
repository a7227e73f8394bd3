"""Which rows of a file are which rows of the file that it comes after: the same, or repaired, wherever they stand."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from spreadsheets.layout import Table
from spreadsheets.marked.own_column import KEY
from spreadsheets.reader.book import Cell, Formula

HALF = 2
FEWEST_VOTES = 2
"""Cells that hardly any other row has and that a row must share with one elsewhere to be taken for it."""
Cells = Mapping[str, str]
"""Texts of the filled cells of a row, by the key or, without a header, the letter of the column."""


@dataclass(frozen=True)
class Comparison:
    """Places (``sheet!row``) of rows in the old file → in the new one."""

    same: dict[str, str] = field(default_factory=dict)
    edited: dict[str, str] = field(default_factory=dict)

    def now(self, place: str) -> str:
        """Return where a row of the old file stands now; empty if it does not."""
        return self.same.get(place) or self.edited.get(place, "")


def compare(old: Sequence[Table], new: Sequence[Table]) -> Comparison:
    """Find the rows of the tables ``old`` among those of ``new``."""
    before, after = texts_in(old), texts_in(new)
    there = _there(old, new)
    same = _same(before, after, there)
    taken = set(same.values())
    before = {place: cells for place, cells in before.items() if place not in same}
    after = {place: cells for place, cells in after.items() if place not in taken}
    edited = {
        place: there(place)
        for place, cells in before.items()
        if there(place) in after and _alike(cells, after[there(place)])
    }
    taken = set(edited.values())
    before = {place: cells for place, cells in before.items() if place not in edited}
    after = {place: cells for place, cells in after.items() if place not in taken}
    return Comparison(same, {**edited, **_by_votes(before, after)})


def texts_in(tables: Sequence[Table]) -> dict[str, Cells]:
    """Return the filled cells of each row, by its place."""
    found: dict[str, Cells] = {}
    for table in tables:
        names = {column.index: column.key or column.letter for column in table.columns if column.key != KEY}
        for number, cells in table.rows:
            found[f"{table.sheet}!{number}"] = {
                names[index]: text
                for index, cell in enumerate(cells)
                if index in names and (text := _text(cell))
            }
    return found


def _there(old: Sequence[Table], new: Sequence[Table]) -> Callable[[str], str]:
    """Return what gives the same place in the new file: a sheet alone may have another name, as one made of a csv."""
    sheets = {table.sheet for table in old}, {table.sheet for table in new}
    if len(sheets[0]) == 1 == len(sheets[1]):
        (name,) = sheets[1]
        return lambda place: f"{name}!{place.rpartition('!')[2]}"
    return lambda place: place


def _text(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Formula) else cell
    return "" if value is None else str(value).strip()


def _same(
    before: Mapping[str, Cells], after: Mapping[str, Cells], there: Callable[[str], str]
) -> dict[str, str]:
    """Match rows with the same cells, first those that have not moved."""
    same = {place: there(place) for place, cells in before.items() if after.get(there(place)) == cells}
    taken = set(same.values())
    waiting: defaultdict[frozenset[tuple[str, str]], deque[str]] = defaultdict(deque)
    for place, cells in after.items():
        if place not in taken:
            waiting[frozenset(cells.items())].append(place)
    for place, cells in before.items():
        if place not in same and (places := waiting[frozenset(cells.items())]):
            same[place] = places.popleft()
    return same


def _alike(before: Cells, after: Cells) -> bool:
    """Tell whether at least half of the cells of a row are as they were."""
    kept = sum(after.get(name) == text for name, text in before.items())
    return kept * HALF >= len(before)


def _by_votes(before: Mapping[str, Cells], after: Mapping[str, Cells]) -> dict[str, str]:
    """Match rows elsewhere that share several cells which no other row has."""
    owners: dict[tuple[str, str], str | None] = {}
    for place, cells in before.items():
        for cell in cells.items():
            owners[cell] = None if cell in owners else place
    found: dict[str, str] = {}
    for place, cells in after.items():
        votes = Counter(owner for cell in cells.items() if (owner := owners.get(cell)))
        owner, count = next(iter(votes.most_common(1)), ("", 0))
        if count >= FEWEST_VOTES and owner not in found:
            found[owner] = place
    return found
