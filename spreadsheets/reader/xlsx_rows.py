"""Reading plain rows with one pattern (see ``plain_xml``): the innermost loop of every import.

A row is plain if nothing but cells stands in it, each written as nearly every program writes it. A row of which the
pattern leaves anything over is not read here at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.plain_xml import ATTRIBUTES, PRESERVE, WRITTEN, resolve
from spreadsheets.reader.sink import REMEMBERED_VALUES
from spreadsheets.reader.xlsx_text import unescape

if TYPE_CHECKING:  # they import each other
    from spreadsheets.reader.xlsx_sheet import SheetReader

ROW = re.compile(rf"\s*<row({ATTRIBUTES}) ?(/?)>")
ROW_NUMBER = re.compile(r' r="([0-9]+)"')
ROW_HIDDEN = re.compile(r' hidden="(?:1|true)"')
CELL = re.compile(
    r'<c r="([A-Z]+)([0-9]+)"([^<>/]*)(?:/>|>'
    r"(<f[^<>]*/>|<f[^<>]*>(?:[^<&]|&(?!#))*</f>)?"
    rf"(?:<v{PRESERVE}>({WRITTEN})</v>|<is><t{PRESERVE}>({WRITTEN})</t></is>|<v ?/>)?"
    r"</c>)|\s+|([\s\S]+)"
)
PLAIN_ATTRIBUTES = re.compile(r'(?: [a-z]+="[A-Za-z0-9]*")* ?')
TYPE = re.compile(r' t="([A-Za-z]+)"')
STYLE = re.compile(r' s="([0-9]+)"')
SHARED_NUMBER = re.compile(r' si="([0-9]+)"')
NOT_PLAIN = "?"
COLUMNS = {column_letter(index): index for index in range(26 + 26 * 26)}
"""Made once, to ZZ: looking a name up is the cheapest way to its index."""
MOST_REMEMBERED = 5000

_attributes: dict[str, tuple[str, str]] = {"": ("n", "")}


def read_plain_rows(piece: str, reader: SheetReader) -> bool:
    """Read a row, with empty rows before it; False, with nothing done, if it is not plain."""
    tag = ROW.match(piece)
    if tag is None:
        return False
    if tag[2]:  # empty rows, written to keep a height or a style
        start = tag.end()
        while (tag := ROW.match(piece, start)) is not None and tag[2]:
            start = tag.end()
        if tag is None:
            return False
    number = ROW_NUMBER.search(tag[1])
    if number is None:
        return False
    places = _cut(piece, tag.end(), number[1], reader)
    if places is None:
        return False
    reader.begin_row(number[1], hidden=ROW_HIDDEN.search(tag[1]) is not None)
    reader.end_row(places)
    return True


def _cut(piece: str, start: int, row: str, reader: SheetReader) -> list[int] | None:  # noqa: C901, PLR0911, PLR0912 - calls cost
    """Give the places of a row's cells in the pool; None if it is not plain, or wrong in a way for expat to tell."""
    cells = reader.cells
    texts = cells.texts
    number_of = cells.number
    widest = reader.sink.limits.columns
    written = cells.written
    places: list[int] = []
    for letters, digits, attributes, formula, value, inline, left_over in CELL.findall(piece, start):
        if digits != row:
            if left_over or digits:
                return None
            continue  # blanks between cells
        text = value or inline
        if not (text or formula):
            continue
        kind, style = _attributes.get(attributes) or _read_attributes(attributes)
        if kind == NOT_PLAIN:
            return None
        if formula:
            if "&" in text:
                return None
            place = cells.formula(kind, style, text, *_read_formula(formula))
        elif kind == "s" and text.isdigit() and (shared := int(text)) < len(texts):
            place = texts[shared]
        elif kind == "inlineStr" or kind == "str":  # noqa: PLR1714 - a set would be built or looked up for each cell
            known = written.get(text)
            if known is None:
                known = _index_written(text, reader)
                if known is None:
                    return None
            place = known
        elif "&" in text:
            return None
        elif kind == "n":
            place = number_of(style, text)
        else:
            place = cells.place(kind, style, text)
        if place:
            column = COLUMNS.get(letters, widest)
            missing = column - len(places)
            if missing or column >= widest:
                if missing < 0 or column >= widest:
                    return None
                places.extend([0] * missing)
            places.append(place)
    return places


def _index_written(written: str, reader: SheetReader) -> int | None:
    """Give the place of a text as it is written, and remember it; None where a reference in it is not plain."""
    text = resolve(written) if "&" in written else written
    if text is None:
        return None
    known = reader.cells.written
    if len(known) >= REMEMBERED_VALUES:
        known.clear()
    place = known[written] = reader.sink.add_text(unescape(text) if "_x" in text else text)
    return place


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


def _read_formula(element: str) -> tuple[str, str]:
    """Read the text of an ``f`` element, and its number if other cells share it."""
    tag, _, rest = element.partition(">")
    number = SHARED_NUMBER.search(tag)
    return unescape(rest.removesuffix("</f>")), number[1] if number else ""
