"""What cells of an .xlsx hold, by what is written in them: each is taken apart once, and known after that.

In most rows the same few cells stand: `` t="s"><v>7</v></c>`` means one text, whichever row and column it is in. So
what is written is looked up as it is, and costs no more than that unless it is new.
"""

from __future__ import annotations

import re

from spreadsheets.reader.plain_xml import PRESERVE, WRITTEN
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import REMEMBERED_VALUES
from spreadsheets.reader.xlsx_cells import TEXTS, CellReader
from spreadsheets.reader.xlsx_text import read_written, unescape

FORMULA = r"<f[^<>]*/>|<f[^<>]*>(?:[^<&]|&(?!#))*</f>"
PLAIN_ATTRIBUTES = re.compile(r'(?: [a-z]+="[A-Za-z0-9]*")* ?')
TYPE = re.compile(r' t="([A-Za-z]+)"')
STYLE = re.compile(r' s="([0-9]+)"')
SHARED_NUMBER = re.compile(r' si="([0-9]+)"')
NOT_PLAIN = "?"
MOST_REMEMBERED = 5000
FIRST_NUMBERS = 100_000
LONGEST_REMEMBERED = 256
"""Characters of a cell that is known again, apart from its text: long ones seldom come twice, and would fill memory."""


def pattern_of_cell(group: str) -> str:
    """Give the pattern of what stands behind a plain cell's address; ``group`` opens each group of its parts."""
    return (
        rf"{group}[^<>/]*)(?:/>|>{group}{FORMULA})?"
        rf"(?:<v{PRESERVE}>{group}{WRITTEN})</v>|<is><t{PRESERVE}>{group}{WRITTEN})</t></is>|<v ?/>)?</c>)"
    )


CELL = re.compile(pattern_of_cell("("))

_attributes: dict[str, tuple[str, str]] = {"": ("n", "")}


class NotPlain(Exception):
    """A cell is not plain, or wrong in a way for expat to tell."""


class Known(dict[str | None, int]):
    """Places in the pool of values by what is written; 0 is the place of a cell that is left out."""

    def __init__(self, cells: CellReader) -> None:
        """Know nothing yet."""
        super().__init__({None: 0})
        self._cells = cells

    def _remember(self, written: str, place: int) -> int:
        if len(self) >= REMEMBERED_VALUES:
            self.clear()
            self[None] = 0
        self[written] = place
        return place


class KnownTexts(Known):
    """Places of texts that stand in their cells."""

    def __init__(self, cells: CellReader) -> None:
        """Know nothing yet."""
        super().__init__(cells)
        self._add = cells.sink.add_text

    def __missing__(self, written: str) -> int:
        """Read a text; NotPlain where XML has not all that is written in it."""
        text = read_written(written)
        if text is None:
            raise NotPlain
        return self._remember(written, self._add(text))


class KnownNumbers(Known):
    """Places of shared texts, by their numbers in ASCII digits: the first are known from the start."""

    def __init__(self, cells: CellReader) -> None:
        """Know the texts that come first: programs number them as they meet them, so that common ones are there."""
        super().__init__(cells)
        self.update(zip(map(str, range(FIRST_NUMBERS)), cells.texts, strict=False))

    def __missing__(self, written: str) -> int:
        """Look a shared text up; Refusal where there is none of that number."""
        try:
            return self._cells.texts[int(written)]
        except IndexError:
            raise Refusal("damaged") from None


class KnownCells(Known):
    """Places of cells of any kind, by all that is written behind their address."""

    def __init__(self, cells: CellReader, texts: KnownTexts) -> None:
        """Know nothing yet."""
        super().__init__(cells)
        self._texts = texts

    def __missing__(self, written: str) -> int:
        """Read a cell; NotPlain where the pattern does not."""
        parts = CELL.fullmatch(written)
        if parts is None:
            raise NotPlain
        attributes, formula, value, inline = parts.groups()
        text = value or inline or ""
        if formula:  # what it is may depend on the cells before it
            return self._formula(attributes, formula, text)
        place = self._place(attributes, text) if text else 0
        return self._remember(written, place) if len(written) <= LONGEST_REMEMBERED else place

    def _place(self, attributes: str, text: str) -> int:
        kind, style = _attributes.get(attributes) or _read_attributes(attributes)
        if kind in TEXTS:
            return self._texts[text]
        if kind == NOT_PLAIN or "&" in text:
            raise NotPlain
        return self._cells.place(kind, style, text)

    def _formula(self, attributes: str, element: str, text: str) -> int:
        kind, style = _attributes.get(attributes) or _read_attributes(attributes)
        if kind == NOT_PLAIN or "&" in text:
            raise NotPlain
        tag, _, rest = element.partition(">")
        number = SHARED_NUMBER.search(tag)
        formula = unescape(rest.removesuffix("</f>"))
        return self._cells.formula(kind, style, text, formula, number[1] if number else "")


def _read_attributes(text: str) -> tuple[str, str]:
    """Read type and style from a cell's attributes, of which a sheet has few different ones."""
    if len(_attributes) > MOST_REMEMBERED:
        _attributes.clear()
    if PLAIN_ATTRIBUTES.fullmatch(text) is None:
        known = (NOT_PLAIN, "")
    else:
        kind, style = TYPE.search(text), STYLE.search(text)
        known = (kind[1] if kind else "n", style[1] if style else "")
    _attributes[text] = known
    return known
