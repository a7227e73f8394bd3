"""Where the parsers put what they read: checks the limits and sends frames, so that nothing is kept."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from typing import BinaryIO

from spreadsheets.reader import wire
from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.book import Cell, Formula, Merge
from spreadsheets.reader.limits import TEXT_COST, Limits
from spreadsheets.reader.refusal import Refusal

FLUSH_TEXTS = 4096
FLUSH_VALUES = 1024
FLUSH_NUMBERS = 65_536
FLUSH_CHARACTERS = 1_000_000
REMEMBERED_VALUES = 50_000
"""How many different values are recognised again. A longer memory costs more than a text that is sent twice."""


class Sink:
    """Takes sheets, rows and values from a parser and writes them out as frames (see ``wire``).

    Texts stay as they are, control characters and all, for the judging step to name by their cell. Only a lone
    surrogate cannot be carried: it becomes U+FFFD.
    """

    def __init__(self, out: BinaryIO, limits: Limits) -> None:
        """Write to ``out``; raise Refusal once more than ``limits`` has come."""
        self.limits = limits
        self.sheet = ""
        self._out = out
        self._texts: list[str] = []
        self._values: list[Cell | wire.SharedFormula] = []
        self._known_texts: dict[str, int] = {}
        self._known_values: dict[tuple[type, type | None, Cell | wire.SharedFormula], int] = {}
        self._numbers = array("I")
        self._pool = 1
        self._first_text = self._first_value = 0
        self._rows = 0
        self._cells = 0
        self._characters = 0
        self._longest = limits.cell_characters
        self._mark = self._next_mark()
        self._sheets = 0

    def index(self, value: Cell | wire.SharedFormula) -> int:
        """Give the place of a value in the pool, sending it if it is new; 0 for None and for text of blanks only."""
        if value is None:
            return 0
        if isinstance(value, str):
            return self.index_text(value)
        key = (type(value), type(value.value) if isinstance(value, Formula) else None, value)
        known = self._known_values.get(key)
        if known is None:
            if len(self._known_values) >= REMEMBERED_VALUES:
                self._known_values.clear()
            known = self._known_values[key] = self._add_value(value)
        return known

    def index_text(self, text: str) -> int:
        """Give the place of a text in the pool, sending the text if it is new; 0 for blanks only."""
        known = self._known_texts.get(text)
        if known is None:
            if len(self._known_texts) >= REMEMBERED_VALUES:
                self._known_texts.clear()
            known = self._known_texts[text] = self.add_text(text)
        return known

    def add_text(self, text: str) -> int:
        """Send one text and give its place in the pool; 0 if it holds blanks only."""
        if not text or text.isspace():
            return 0
        length = len(text)
        self._characters += length + TEXT_COST
        if length > self._longest or self._characters > self._mark:
            self._check_characters(length)
        texts = self._texts
        if len(texts) >= FLUSH_TEXTS or not texts:
            self._flush_texts()
        texts.append(text)
        return self._first_text + len(texts) - 1

    def _add_value(self, value: Cell | wire.SharedFormula) -> int:
        if isinstance(value, Formula) and isinstance(value.value, str):
            length = len(value.value)
            self._characters += length + TEXT_COST
            self._check_characters(length)
        values = self._values
        if len(values) >= FLUSH_VALUES or not values:
            self._flush_values()
        values.append(value)
        return self._first_value + len(values) - 1

    def _check_characters(self, length: int) -> None:
        """Look at a text that is too long, or at the sum of all once it has passed a mark."""
        if length > self._longest:
            raise Refusal("cell_too_long", limit=self._longest)
        if self._characters > self.limits.text_characters:
            raise Refusal("too_many_cells")
        if self._characters > self._mark:  # a frame has a greatest length
            self._flush_texts()
            self._flush_values()
            self._mark = self._next_mark()

    def _next_mark(self) -> int:
        return min(self._characters + FLUSH_CHARACTERS, self.limits.text_characters)

    def begin_sheet(self, name: str, *, hidden: bool) -> None:
        """Begin a sheet; its rows follow."""
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise Refusal("too_many_sheets", limit=self.limits.sheets)
        self.sheet = name = wire.carried(name[:255])
        self._frame(b"S", json.dumps([name, hidden]).encode())

    def row(self, number: int, cells: list[int]) -> None:
        """Take a row of places in the pool, its last one not empty."""
        limits = self.limits
        count = len(cells)
        if count > limits.columns:
            cell = f"{column_letter(count - 1)}{number}"
            raise Refusal("too_many_columns", sheet=self.sheet, cell=cell, limit=limits.columns)
        self._rows += 1
        if self._rows > limits.rows + limits.heading_rows:
            raise Refusal("too_many_rows", sheet=self.sheet, row=number, limit=limits.rows)
        self._cells += count
        if self._cells > limits.cells:
            raise Refusal("too_many_cells")
        numbers = self._numbers
        numbers.append(number)
        numbers.append(count)
        numbers.extend(cells)
        if len(numbers) > FLUSH_NUMBERS:
            self._flush_rows()

    def row_of(self, number: int, values: Iterable[Cell]) -> None:
        """Take a row of values; a row without content is left out."""
        index = self.index
        cells = [index(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            self.row(number, cells)

    def end_sheet(self, merges: list[Merge], hidden_rows: Iterable[int]) -> None:
        """End a sheet with its merged ranges and the numbers of its hidden rows."""
        self._flush_rows()
        self._frame(b"E", json.dumps([merges, sorted(hidden_rows)]).encode())

    def check_merges(self, count: int) -> None:
        """Raise Refusal if a sheet has more merged ranges than any sane one."""
        if count > self.limits.merges:
            raise Refusal("too_many_merges", sheet=self.sheet, limit=self.limits.merges)

    def mark(self, text: str) -> None:
        """Take the mark of a marked copy."""
        self._frame(b"P", json.dumps(text).encode())

    def end_book(self, kind: str) -> None:
        """End the file; nothing follows."""
        if not self._sheets:
            raise Refusal("no_sheet")
        self._frame(b"B", json.dumps(kind).encode())
        self._out.flush()

    def refuse(self, refusal: Refusal) -> None:
        """End the file with a refusal; nothing follows."""
        self._frame(b"X", json.dumps([refusal.code, refusal.details]).encode())
        self._out.flush()

    def _flush_texts(self) -> None:
        """Send the waiting texts and keep the next places of the pool for texts to come."""
        if self._texts:
            self._frame(b"T", wire.pack_texts(self._first_text, self._texts))
            self._texts.clear()
        self._first_text = self._pool
        self._pool += FLUSH_TEXTS

    def _flush_values(self) -> None:
        """Send the waiting values and keep the next places of the pool for values to come."""
        if self._values:
            self._frame(b"V", wire.pack_values(self._first_value, self._values))
            self._values.clear()
        self._first_value = self._pool
        self._pool += FLUSH_VALUES

    def _flush_rows(self) -> None:
        self._flush_texts()
        self._flush_values()
        self._frame(b"R", self._numbers.tobytes())
        self._numbers = array("I")

    def _frame(self, kind: bytes, body: bytes) -> None:
        self._out.write(wire.HEADER.pack(kind, len(body)))
        self._out.write(body)
