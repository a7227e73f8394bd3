"""One worksheet of an .xlsx in one pass. The innermost loop of every import: plain local names, no objects."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from spreadsheets.reader.addresses import LAST_ROW, column_letter, read_address, read_range
from spreadsheets.reader.book import CellError, Formula, Merge, PlainCell
from spreadsheets.reader.dates import Format
from spreadsheets.reader.guarded_xml import Depth, is_true, local, parse_xml
from spreadsheets.reader.numbers import read_iso, read_number, typed_number
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import REMEMBERED_VALUES, Sink
from spreadsheets.reader.wire import SharedFormula
from spreadsheets.reader.xlsx_text import unescape

OTHER, CELL, VALUE, ROW, FORMULA, TEXT, PHONETIC, MERGE, DATA = range(9)
NAMES = {
    "c": CELL,
    "v": VALUE,
    "row": ROW,
    "f": FORMULA,
    "t": TEXT,
    "rPh": PHONETIC,
    "mergeCell": MERGE,
    "sheetData": DATA,
}
COLUMNS = {column_letter(index): index for index in range(16_384)}
"""Made once: looking a name up is the cheapest way to its index."""


def read_sheet(
    chunks: Iterable[bytes],
    sink: Sink,
    *,
    texts: array[int],
    formats: list[Format],
    is_1904: bool,
) -> None:
    """Read a sheet's rows into the sink and end the sheet; what the sheet claims about its size is not looked at."""
    kinds: dict[str, int] = dict(NAMES)
    kind_of = kinds.get
    column_of = COLUMNS.get
    send_row = sink.row
    index = sink.index
    index_text = sink.index_text
    count_texts = len(texts)
    longest = sink.limits.cell_characters
    widest = sink.limits.columns
    depth = Depth(sink.limits.xml_depth)

    merges: list[Merge] = []
    hidden_rows: list[int] = []
    places: list[int] = []  # of the row's cells
    numbers: dict[
        tuple[str, str], int
    ] = {}  # (style, text) of number cells seen: birth dates and codes repeat
    row = 0  # number of the row
    row_text = ""  # the same as text, to split "C7" without a pattern
    row_digits = 0
    row_hidden = False
    column = -1
    cell_type = ""
    cell_style = ""
    is_formula = False
    text = ""
    inside = 0  # the element that the parser is in: DATA, ROW, CELL or VALUE; 0 outside of the rows
    collecting = False
    in_phonetic = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, row_text, row_digits, row_hidden, column, cell_type, cell_style, is_formula
        nonlocal text, inside, collecting, in_phonetic
        kind = kind_of(name)
        if kind == CELL and inside == ROW:
            inside = CELL
            address = attributes.get("r")
            if address is None:
                column += 1
            else:
                found = column_of(address[:-row_digits])
                if found is None or address[-row_digits:] != row_text:
                    number, found = read_address(address)
                    if number != row:
                        raise Refusal("damaged")
                column = found
            cell_type = attributes.get("t", "n")
            cell_style = attributes.get("s", "")
            is_formula = False
            text = ""
        elif kind == VALUE and inside == CELL:
            inside = VALUE
            collecting = True
            text = ""
        elif kind == ROW and inside == DATA:
            inside = ROW
            number_text = attributes.get("r")
            number = row + 1 if number_text is None else _row_number(number_text)
            if number <= row or number > LAST_ROW:
                raise Refusal("damaged")
            row = number
            row_text = str(row)
            row_digits = len(row_text)
            row_hidden = is_true(attributes.get("hidden"))
            column = -1
        elif kind == FORMULA and inside == CELL:
            is_formula = True
            depth.down()
        elif kind == TEXT and inside == CELL:
            collecting = not in_phonetic
            depth.down()
        elif kind == MERGE:
            merges.append(read_range(attributes.get("ref", "")))
            sink.check_merges(len(merges))
            depth.down()
        elif kind is None and ":" in name:
            kinds[name] = NAMES.get(local(name), OTHER)
            start(name, attributes)
        else:
            if kind == DATA:
                if inside:
                    raise Refusal("damaged")
                inside = DATA
            elif kind == PHONETIC:
                in_phonetic = True
            elif kind in {CELL, ROW, VALUE} and inside:
                raise Refusal("damaged")
            depth.down()

    def end(name: str) -> None:
        nonlocal inside, collecting, in_phonetic
        kind = kind_of(name)
        if kind == VALUE and inside == VALUE:
            inside = CELL
            collecting = False
        elif kind == CELL and inside == CELL:
            inside = ROW
            if text or is_formula:
                place = take()
                if place:
                    put(place)
        elif kind == ROW and inside == ROW:
            inside = DATA
            if places:
                send_row(row, places)
                places.clear()
                if row_hidden:
                    hidden_rows.append(row)
        else:
            if kind == DATA:
                inside = 0
            elif kind == TEXT:
                collecting = False
            elif kind == PHONETIC:
                in_phonetic = False
            depth.up()

    def characters(data: str) -> None:
        nonlocal text
        if collecting:
            text = text + data if text else data
            if len(text) > longest * 8:  # a character may be written as _xHHHH_
                raise Refusal("cell_too_long", limit=longest)

    def take() -> int:
        """Give the place in the pool of the cell that ends."""
        if cell_type == "s":
            place = shared_text()
            return index(SharedFormula(place)) if is_formula else place
        if is_formula:
            return index(Formula(value() if text else None))
        if cell_type == "n":
            key = (cell_style, text)
            known = numbers.get(key)
            if known is None:
                if len(numbers) > REMEMBERED_VALUES:
                    numbers.clear()
                known = numbers[key] = index(value())
            return known
        if cell_type in {"inlineStr", "str"}:
            return index_text(unescape(text))
        return index(value())

    def shared_text() -> int:
        try:
            number = int(text)
        except ValueError:
            raise Refusal("damaged") from None
        if not 0 <= number < count_texts:
            raise Refusal("damaged")
        return texts[number]

    def value() -> PlainCell:
        match cell_type:
            case "b":
                return is_true(text.strip())
            case "e":
                return CellError(text.strip())
            case "inlineStr" | "str":
                return unescape(text)
            case "d":
                return read_iso(text)
        try:
            number = read_number(text)
        except ValueError:
            raise Refusal("damaged") from None
        style = int(cell_style) if cell_style.isdecimal() else 0
        kind = formats[style] if style < len(formats) else Format.NUMBER
        return typed_number(number, kind, is_1904=is_1904)

    def put(place: int) -> None:
        """Put a cell where it belongs; cells may be left out, but not come twice or backwards."""
        missing = column - len(places)
        if missing < 0:
            raise Refusal("damaged")
        if missing:
            if column >= widest:
                cell = f"{column_letter(column)}{row}"
                raise Refusal("too_many_columns", sheet=sink.sheet, cell=cell, limit=widest)
            places.extend([0] * missing)
        places.append(place)

    parse_xml(chunks, start, end, characters)
    sink.end_sheet(merges, hidden_rows)


def _row_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refusal("damaged") from None
