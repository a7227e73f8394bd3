"""Reading SpreadsheetML 2003, one XML file that many systems hand out under the name of .xls."""

from __future__ import annotations

import re

from spreadsheets.reader.book import Cell, CellError, Merge, PlainCell
from spreadsheets.reader.formulas import computed
from spreadsheets.reader.guarded_xml import Depth, attribute, is_true, local, parse_xml
from spreadsheets.reader.numbers import plain_number, read_iso
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.text_encoding import decode

DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](gb[^\"']*)[\"'][^>]*\?>", re.IGNORECASE)
LAST_ROW = 1_048_576


def read(content: bytes, sink: Sink) -> None:
    """Read a workbook; Refusal where it is damaged, has a DTD or exceeds a limit."""
    reader = WorkbookReader(sink)
    parse_xml([_as_utf8(content)], reader.start, reader.end, reader.text)
    sink.end_book("xml2003")


def _as_utf8(content: bytes) -> bytes:
    """Turn Chinese encodings, which expat does not know, into UTF-8."""
    content = content.lstrip(b" \t\r\n")
    declared = DECLARED.match(content)
    if declared is None:
        return content
    return decode(content[declared.end() :], declared[1].decode("ascii", errors="replace")).encode()


class WorkbookReader:
    """Handlers for the elements of a workbook."""

    def __init__(self, sink: Sink) -> None:
        """Read into ``sink``."""
        self._sink = sink
        self._depth = Depth(sink.limits.xml_depth)
        self._in_sheet = False
        self._name = ""
        self._hidden = False
        self._rows: list[tuple[int, list[Cell]]] = []
        self._merges: list[Merge] = []
        self._hidden_rows: list[int] = []
        self._row = 0
        self._cells: list[Cell] = []
        self._column = 0
        self._across = 0
        self._type = ""
        self._formula = ""
        self._text: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._depth.down()
        match local(name):
            case "Worksheet":
                self._begin_sheet(attributes)
            case "Row":
                self._begin_row(attributes)
            case "Cell":
                self._begin_cell(attributes)
            case "Data":
                self._type = attribute(attributes, "Type", "String")
                self._text = []
            case "Visible":
                self._visible = []

    def end(self, name: str) -> None:
        """End an element."""
        self._depth.up()
        match local(name):
            case "Worksheet":
                self._end_sheet()
            case "Row" if self._cells:
                self._rows.append((self._row, self._cells))
                if len(self._rows) > self._sink.limits.rows + self._sink.limits.heading_rows:
                    raise Refusal(
                        "too_many_rows", sheet=self._name, row=self._row, limit=self._sink.limits.rows
                    )
                self._cells = []
            case "Cell":
                self._column += 1 + self._across
            case "Data":
                self._end_data()
            case "Visible" if self._visible is not None:
                self._hidden = "".join(self._visible) in {"SheetHidden", "SheetVeryHidden"}
                self._visible = None

    def text(self, data: str) -> None:
        """Take text of a cell, or of the word that hides a sheet."""
        if self._text is not None:
            self._text.append(data)
        elif self._visible is not None:
            self._visible.append(data)

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        if self._in_sheet:
            raise Refusal("damaged")
        self._in_sheet = True
        self._name = attribute(attributes, "Name")
        self._hidden = False
        self._row = 0
        self._rows, self._merges, self._hidden_rows = [], [], []

    def _end_sheet(self) -> None:
        """Send the sheet: whether it is hidden stands behind its rows."""
        sink = self._sink
        sink.begin_sheet(self._name, hidden=self._hidden)
        for number, cells in self._rows:
            sink.row_of(number, cells)
        sink.end_sheet(self._merges, self._hidden_rows)
        self._in_sheet = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = _index(attributes, self._row + 1)
        if row <= self._row:
            raise Refusal("damaged")
        self._row = row + _number(attribute(attributes, "Span"))
        if self._row > LAST_ROW:
            raise Refusal("damaged")
        self._column = 0
        self._cells = []
        if is_true(attribute(attributes, "Hidden")):
            self._hidden_rows.append(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column = _index(attributes, self._column + 1) - 1
        self._across = _number(attribute(attributes, "MergeAcross"))
        down = _number(attribute(attributes, "MergeDown"))
        if self._across or down:
            self._merges.append((self._row, self._column, self._row + down, self._column + self._across))
            self._sink.check_merges(len(self._merges))
        self._formula = attribute(attributes, "Formula")

    def _end_data(self) -> None:
        text = "".join(self._text or ())
        self._text = None
        value = _read_value(text, self._type)
        if value is None or value == "":
            return
        limits = self._sink.limits
        if self._column < len(self._cells) or self._column > limits.columns * 100:
            raise Refusal("damaged")
        self._cells.extend([None] * (self._column - len(self._cells)))
        self._cells.append(computed(self._formula, value) if self._formula else value)


def _read_value(text: str, kind: str) -> PlainCell:
    match kind:
        case "Number":
            return plain_number(float(text))
        case "DateTime":
            return read_iso(text)
        case "Boolean":
            return is_true(text.strip())
        case "Error":
            return CellError(text.strip())
        case _:
            return text


def _index(attributes: dict[str, str], default: int) -> int:
    return _number(attribute(attributes, "Index")) or default


def _number(text: str) -> int:
    """Read a count or an index; Refusal where it is none that a sheet can have."""
    if not text:
        return 0
    if not text.isdecimal() or int(text[:9]) > LAST_ROW:
        raise Refusal("damaged")
    return int(text[:9])
