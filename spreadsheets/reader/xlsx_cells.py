"""What a cell of an .xlsx holds, from its type, its style and its text."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from spreadsheets.reader.book import OUTSIDE, CellError, Formula, PlainCell
from spreadsheets.reader.dates import Format
from spreadsheets.reader.formulas import fetches
from spreadsheets.reader.guarded_xml import is_true
from spreadsheets.reader.numbers import read_iso, read_number, typed_number
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.wire import SharedFormula
from spreadsheets.reader.xlsx_text import unescape

NUMBER = "n"
SHARED = "s"
TEXTS = {"inlineStr", "str"}


@dataclass(slots=True)
class CellReader:
    """Gives cells their places in the pool of values."""

    sink: Sink
    texts: array[int]
    """The place in the pool of each shared text."""
    formats: list[Format]
    """What each style makes of a number."""
    is_1904: bool
    _fetching: set[str] = field(default_factory=set)
    """Numbers of the shared formulas that fetch: only the first cell of each holds its text."""

    def formula(self, kind: str, style: str, text: str, formula: str, shared: str) -> int:
        """Give the place of a cell whose ``formula``, or the one with the number ``shared``, last gave ``text``."""
        if fetches(formula) if formula else shared in self._fetching:
            self._fetching.add(shared or "none")
            return self.sink.index(Formula(CellError(OUTSIDE)))
        if kind == SHARED and text:
            return self.sink.index(SharedFormula(self.shared(text)))
        return self.sink.index(Formula(self._value(kind, style, text) if text else None))

    def place(self, kind: str, style: str, text: str) -> int:
        """Give the place of a cell of type ``kind``; Refusal where its text is no value of that type."""
        if kind == SHARED:
            return self.shared(text)
        return self.sink.index(self._value(kind, style, text))

    def shared(self, text: str) -> int:
        """Give the place of a shared text by its number."""
        if not (text.isascii() and text.strip().isdigit()):
            raise Refusal("damaged")
        try:
            return self.texts[int(text)]
        except IndexError:
            raise Refusal("damaged") from None

    def _value(self, kind: str, style: str, text: str) -> PlainCell:
        if kind in TEXTS:
            return unescape(text)
        match kind:
            case "b":
                return is_true(text.strip())
            case "e":
                return CellError(text.strip())
            case "d":
                return read_iso(text)
            case "n":
                return self._number(style, text)
        raise Refusal("damaged")

    def _number(self, style: str, text: str) -> PlainCell:
        try:
            number = read_number(text)
            index = int(style or 0)
        except ValueError:
            raise Refusal("damaged") from None
        kind = self.formats[index] if 0 <= index < len(self.formats) else Format.NUMBER
        return typed_number(number, kind, is_1904=self.is_1904)
