"""One pattern for a whole row, learnt from the rows of a book: it finds all cells of a row in one step.

Each of its columns finds the kind of cell that stands there: texts, shared texts, or whatever is written. Any of its
cells may be empty or left out. The pattern only finds where things begin and end; what they are is for ``xlsx_written``
to say. It costs some thousandths of a second to make, so that a book must have rows enough.

A row that it does not cover must not cost more than its length, however it is made: each way through the pattern is
closed by a look at the next characters once another one has been taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import getitem

from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.plain_xml import ATTRIBUTES
from spreadsheets.reader.xlsx_written import Known

TAG = rf'\s*<row r="([0-9]+)"({ATTRIBUTES}) ?>'
STYLE = r'(?: s="[0-9]++"|)'
TEXT = rf'{STYLE} t="inlineStr"><is><t(?:>| xml:space="preserve">)([^<]*+)</t></is></c>'
SHARED = rf'{STYLE} t="s"><v>([0-9]++)</v></c>'
ANY = r"([^<]*+(?:<v[^<]*+</v></c>|<is><t[^<]*+</t></is></c>|<f[^<]*+(?:</f>)?<v[^<]*+</v></c>))"
EMPTY = r"[^<>/]*+/>"
KINDS = [(re.compile(kind), kind) for kind in (TEXT, SHARED)]
TAIL = rf'(?:<c r="[A-Z]+\1"{EMPTY}){{0,1000}}\s*'
"""Empty cells, written to keep a style."""
STEP = 16
"""Columns that are looked for before the pattern asks whether the row goes on: short rows do not pay for long ones."""
ENOUGH_ROWS = 200
"""Rows read one cell at a time before a pattern is made of them."""
MOST_ROWS = 8 * ENOUGH_ROWS
"""So many patterns at most: a book cannot have one made after another."""


def pattern_of_row(kinds: Iterable[str]) -> re.Pattern[str]:
    """Make the pattern of rows with these kinds of cells. Its groups: the row's number, its attributes, its cells."""
    columns = [
        f"(?:{address}(?:{kind}|{EMPTY})|(?!{address}))"
        for address, kind in ((rf'<c r="{column_letter(index)}\1"', kind) for index, kind in enumerate(kinds))
    ]
    cells = ""
    for start in reversed(range(0, len(columns), STEP)):
        cells = f"(?:(?=<){''.join(columns[start : start + STEP])}{cells}|(?!<))"
    return re.compile(f"{TAG}{cells}{TAIL}")


class RowPattern:
    """Learns what stands in each column, and makes a pattern once it has seen enough."""

    def __init__(self, texts: Known, shared: Known, cells: Known) -> None:
        """Look up in these what the pattern finds in cells of each kind."""
        self._known_of = {TEXT: texts, SHARED: shared, ANY: cells}
        self._kinds: dict[int, str] = {}
        self._match: Callable[[str], re.Match[str] | None] = _no_match
        self._columns: list[str] = []
        self._known: list[Known] = []
        self._rows = 0

    def read(self, piece: str) -> tuple[str, str, list[int]] | None:
        """Give a row's number, its attributes and its places in the pool; None if the pattern does not cover it."""
        match = self._match(piece)
        if match is None:
            return None
        number, attributes, *written = match.groups()[: match.lastindex]
        return number, attributes, list(map(getitem, self._known, written))

    def learn(self, cells: Iterable[tuple[int, str]]) -> None:
        """Take the columns of a row that the pattern did not cover, and what is written in them."""
        if self._rows == MOST_ROWS:
            return
        for column, written in cells:
            kind = _kind_of(written)
            if self._kinds.setdefault(column, kind) != kind:
                self._kinds[column] = ANY
        self._rows += 1
        if self._rows % ENOUGH_ROWS == 0:
            self._make()

    def _make(self) -> None:
        width = max(self._kinds, default=-1) + 1
        columns = [self._kinds.get(column, ANY) for column in range(width)]
        if columns != self._columns:
            self._columns = columns
            self._known = [self._known_of[kind] for kind in columns]
            self._match = pattern_of_row(columns).fullmatch


def _kind_of(written: str) -> str:
    return next((kind for pattern, kind in KINDS if pattern.fullmatch(written)), ANY)


def _no_match(_piece: str) -> None:
    """Match nothing, as long as there is no pattern."""
