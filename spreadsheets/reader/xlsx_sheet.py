"""One worksheet of an .xlsx in one streaming pass: rows as most programs write them by pattern, others by expat."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spreadsheets.reader.addresses import LAST_ROW, column_letter, read_address, read_range
from spreadsheets.reader.book import Merge
from spreadsheets.reader.guarded_xml import Depth, attribute, is_true, local
from spreadsheets.reader.plain_xml import parse_in_pieces
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.xlsx_cells import NUMBER, CellReader
from spreadsheets.reader.xlsx_rows import PlainRows

OUTSIDE, IN_DATA, IN_ROW, IN_CELL, IN_VALUE = range(5)


def read_sheet(chunks: Iterable[bytes], cells: CellReader, plain_rows: PlainRows) -> None:
    """Read a sheet's rows into the sink and end the sheet; what the sheet claims about its size is not looked at."""
    reader = SheetReader(cells, plain_rows)
    parse_in_pieces(chunks, "</row>", reader.read_plain, reader.start, reader.end, reader.characters)
    cells.sink.end_sheet(reader.merges, reader.hidden_rows)


class SheetReader:
    """Handlers for the elements of a worksheet, and the place that the reading has come to."""

    def __init__(self, cells: CellReader, plain_rows: PlainRows) -> None:
        """Begin before the first row."""
        self.cells = cells
        self._plain_rows = plain_rows
        self.sink = cells.sink
        self.merges: list[Merge] = []
        self.hidden_rows: list[int] = []
        self.row = 0
        self.inside = OUTSIDE
        self._depth = Depth(self.sink.limits.xml_depth)
        self._longest = self.sink.limits.cell_characters * len("_xHHHH_")  # as long as a text may be written
        self._places: list[int] = []
        self._row_hidden = False
        self._column = -1
        self._kind = NUMBER
        self._style = ""
        self._is_formula = False
        self._formula = ("", "")
        self._text = ""
        self._collecting = False
        self._in_phonetic = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._begin_cell,
            "v": self._begin_value,
            "row": self._begin_row,
            "f": self._begin_formula,
            "t": self._begin_text,
            "rPh": self._begin_phonetic,
            "mergeCell": self._merge,
            "sheetData": self._begin_data,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "v": self._end_value,
            "row": self._end_row,
            "f": self._end_formula,
            "t": self._end_text,
            "rPh": self._end_phonetic,
            "sheetData": self._end_data,
        }

    def read_plain(self, piece: str) -> bool:
        """Read a row by pattern; False if it is not plain, or expected within something else."""
        row = self._plain_rows.read(piece) if self.inside == IN_DATA else None
        if row is None:
            return False
        number, is_hidden, places = row
        self.begin_row(number, hidden=is_hidden)
        self.end_row(places)
        return True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element, whatever its prefix."""
        self._depth.down()
        handler = self._starts.get(name) or self._starts.get(local(name))
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """End an element."""
        self._depth.up()
        handler = self._ends.get(name) or self._ends.get(local(name))
        if handler is not None:
            handler()

    def characters(self, data: str) -> None:
        """Take text of a value."""
        if self._collecting:
            self._text += data
            if len(self._text) > self._longest:
                raise Refusal("cell_too_long", limit=self.sink.limits.cell_characters)

    def begin_row(self, text: str | None, *, hidden: bool) -> None:
        """Go to a row; Refusal where rows come twice or backwards."""
        try:
            number = self.row + 1 if text is None else int(text)
        except ValueError:
            raise Refusal("damaged") from None
        if not self.row < number <= LAST_ROW:
            raise Refusal("damaged")
        self.row = number
        self._row_hidden = hidden
        self._column = -1
        self._places = []

    def end_row(self, places: list[int]) -> None:
        """Send the row that ends."""
        while places and not places[-1]:
            places.pop()
        if places:
            self.sink.row(self.row, places)
            if self._row_hidden:
                self.hidden_rows.append(self.row)

    def _move(self, before: int, after: int) -> None:
        if self.inside != before:
            raise Refusal("damaged")
        self.inside = after

    def _begin_data(self, _attributes: dict[str, str]) -> None:
        self._move(OUTSIDE, IN_DATA)

    def _end_data(self) -> None:
        self._move(IN_DATA, OUTSIDE)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._move(IN_DATA, IN_ROW)
        self.begin_row(attributes.get("r"), hidden=is_true(attributes.get("hidden")))

    def _end_row(self) -> None:
        self._move(IN_ROW, IN_DATA)
        self.end_row(self._places)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._move(IN_ROW, IN_CELL)
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            row, self._column = read_address(address)
            if row != self.row:
                raise Refusal("damaged")
        self._kind = attributes.get("t", NUMBER)
        self._style = attributes.get("s", "")
        self._is_formula = False
        self._text = ""

    def _end_cell(self) -> None:
        self._move(IN_CELL, IN_ROW)
        if self._is_formula:
            place = self.cells.formula(self._kind, self._style, self._text, *self._formula)
        else:
            place = self.cells.place(self._kind, self._style, self._text) if self._text else 0
        if place:
            put(self, self._places, self._column, place)

    def _begin_value(self, _attributes: dict[str, str]) -> None:
        self._move(IN_CELL, IN_VALUE)
        self._collecting = True
        self._text = ""

    def _end_value(self) -> None:
        self._move(IN_VALUE, IN_CELL)
        self._collecting = False

    def _begin_formula(self, attributes: dict[str, str]) -> None:
        if self.inside == IN_CELL:
            self._is_formula = self._collecting = True
            self._formula = ("", attributes.get("si", ""))
            self._text = ""

    def _end_formula(self) -> None:
        if self._is_formula and self.inside == IN_CELL:
            self._formula = (self._text, self._formula[1])
            self._collecting = False
            self._text = ""

    def _begin_text(self, _attributes: dict[str, str]) -> None:
        self._collecting = self.inside == IN_CELL and not self._in_phonetic

    def _end_text(self) -> None:
        self._collecting = False

    def _begin_phonetic(self, _attributes: dict[str, str]) -> None:
        self._in_phonetic = True

    def _end_phonetic(self) -> None:
        self._in_phonetic = False

    def _merge(self, attributes: dict[str, str]) -> None:
        self.merges.append(read_range(attribute(attributes, "ref")))
        self.sink.check_merges(len(self.merges))


def put(reader: SheetReader, places: list[int], column: int, place: int) -> None:
    """Put a cell at its column; cells may be left out, but not come twice or backwards."""
    missing = column - len(places)
    if missing < 0:
        raise Refusal("damaged")
    limit = reader.sink.limits.columns
    if column >= limit:
        cell = f"{column_letter(column)}{reader.row}"
        raise Refusal("too_many_columns", sheet=reader.sink.sheet, cell=cell, limit=limit)
    if missing:
        places.extend([0] * missing)
    places.append(place)
