"""Finding the header among titles, notes and bands: the one to three rows that name most columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spreadsheets.layout.merges import Merges
from spreadsheets.layout.table import TableColumn
from spreadsheets.layout.text import has_long_number, is_filled, normalise_header, text_of
from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.book import Cell, Row

Knows = Callable[[str], bool]

SEARCHED_ROWS = 60
"""Rows with content among which the header is looked for."""
MOST_HEADER_ROWS = 3
FEWEST_KNOWN = 2
"""A row that names fewer columns that are known is no header: a dictionary's only word may be the name of a column."""
LONGEST_HEADER = 200


@dataclass(slots=True)
class Header:
    """A header: where it stands and the columns that it names."""

    first: int
    """Place of its first row among the rows of the sheet."""
    rows: Sequence[Row]
    columns: list[TableColumn]
    known: int
    """How many different known columns it names."""


def find_header(rows: Sequence[Row], start: int, merges: Merges, knows: Knows) -> Header | None:
    """Find, from place ``start`` on, the header that names most known columns; of equals the first and shortest."""
    best: Header | None = None
    for first in range(start, min(len(rows), start + SEARCHED_ROWS)):
        if best is not None and any(has_long_number(cell) for cell in rows[first].cells):
            break  # the data have begun; what may follow is the header of another table
        for count in range(1, MOST_HEADER_ROWS + 1):
            candidate = rows[first : first + count]
            if len(candidate) < count or not (count == 1 or _belongs(candidate, merges)):
                break
            header = read_header(first, candidate, merges, knows)
            if header.known >= FEWEST_KNOWN and (best is None or header.known > best.known):
                best = header
    return best


def _belongs(rows: Sequence[Row], merges: Merges) -> bool:
    """Tell whether the last row can be a part of the header above it: it names what merged cells above leave open."""
    above, below = rows[-2], rows[-1]
    if below.number != above.number + 1:
        return False
    top = _spread(above, merges)
    bottom = {column: text_of(cell) for column, cell in enumerate(below.cells) if is_filled(cell)}
    if any(not text or len(text) > LONGEST_HEADER for text in bottom.values()):
        return False  # a number or a date: data
    if any(merges.at(above.number, column)[2] >= below.number for column, _ in enumerate(above.cells)):
        return True
    under_group = [column for column in bottom if column in top and not text_of(_cell(above, column))]
    if len(under_group) > 0 and len(bottom) < len(top):
        return True
    fresh = [column for column in bottom if column not in top]
    left_open = [column for column in top if column not in bottom]
    return len(fresh) > 1 and bool(left_open)


def _cell(row: Row, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _spread(row: Row, merges: Merges) -> dict[int, str]:
    """Give the text of each column, a horizontally merged one in each of its columns."""
    texts: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        text = text_of(cell)
        if text:
            for covered in range(column, column + min(merges.width(row.number, column), LONGEST_HEADER)):
                texts[covered] = text
    return texts


def _spread_without_merges(above: dict[int, str], below: dict[int, str]) -> None:
    """Carry the name of a group to the right, over what stands below it, where a format has lost the merged cells."""
    for column in sorted(below):
        if column not in above and column - 1 in above and column - 1 in below:
            above[column] = above[column - 1]


def read_header(first: int, rows: Sequence[Row], merges: Merges, knows: Knows) -> Header:
    """Read the columns that some rows name if they are a header."""
    levels = [_spread(row, merges) for row in rows]
    if len(rows) == 1:  # a title over many columns is not the name of each
        levels = [{column: text for column, cell in enumerate(rows[0].cells) if (text := text_of(cell))}]
    for above, below, row in zip(levels, levels[1:], rows, strict=False):
        if all(merges.width(row.number, column) == 1 for column in above):
            _spread_without_merges(above, below)
    stacks: dict[int, list[str]] = {}
    for level in levels:
        for column, text in level.items():
            stack = stacks.setdefault(column, [])
            if text not in stack and len(text) <= LONGEST_HEADER:
                stack.append(text)
    columns: list[TableColumn] = []
    keys: set[str] = set()
    for column, stack in sorted(stacks.items()):
        if stack:
            key = _key(stack, keys, knows)
            keys.add(key)
            header = " / ".join(stack)
            columns.append(TableColumn(index=column, letter=column_letter(column), header=header, key=key))
    return Header(first=first, rows=rows, columns=columns, known=sum(1 for key in keys if knows(key)))


def _key(stack: list[str], taken: set[str], knows: Knows) -> str:
    """Choose the key of a column with several names: all together, else the lowest unless another column has it."""
    words = [normalise_header(text) for text in stack]
    joined = "".join(words)
    if len(words) == 1 or knows(joined):
        return joined
    if words[-1] not in taken and knows(words[-1]):
        return words[-1]
    return joined
