"""Reading .xls (Excel 5.0 to 2003) with xlrd, after our own walk over the records.

The walk finds what xlrd does not tell: a stream that was cut, and which cells hold a formula.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.compdoc import CompDoc

from spreadsheets.reader.book import Cell, CellError, Formula, PlainCell
from spreadsheets.reader.dates import BUILTIN, Format, classify
from spreadsheets.reader.numbers import typed_number
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink

RECORD = struct.Struct("<HH")
CELL_ADDRESS = struct.Struct("<HH")
OFFSET = struct.Struct("<I")
BOUND_SHEET, BOF, EOF, FILE_PASS, CODE_PAGE = 0x85, 0x809, 0x0A, 0x2F, 0x42
FORMULAS = {0x06, 0x206, 0x406}
WORKSHEET_TYPE = 0
BIFF8 = 80
CHINESE = "gb18030"
LATIN = (None, 1252, 32769, 367)
"""Code pages that an old Chinese program wrote without meaning them."""
FOREIGN_STREAMS = (
    ("EncryptedPackage", "password"),
    ("_VBA_PROJECT", "macros"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "word"),
)


def read(content: bytes, sink: Sink) -> None:
    """Read a workbook; Refusal where it is damaged, protected, has macros or exceeds a limit."""
    for name, code in FOREIGN_STREAMS:
        if name.encode("utf-16-le") in content:
            raise Refusal(code)
    formulas = find_formulas(_workbook_stream(content))
    book = _open(content, None)
    if book.biff_version < BIFF8 and book.codepage in LATIN:
        book = _open(content, CHINESE)
    formats = _formats(book)
    for number, sheet in enumerate(book.sheets()):
        if formulas[number] is not None:
            _read_sheet(sheet, sink, formulas[number] or set(), formats, is_1904=bool(book.datemode))
    sink.end_book("xls")


def _open(content: bytes, encoding: str | None) -> xlrd.Book:
    """Open with xlrd, which has no types; ``formatting_info`` for merged ranges, hidden rows and number formats."""
    try:
        return xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
            ragged_rows=True,
            encoding_override=encoding,
        )
    except xlrd.XLRDError as error:
        raise Refusal("password" if "encrypted" in str(error) else "damaged") from error


def _workbook_stream(content: bytes) -> bytes:
    """Take the workbook out of its OLE2 container."""
    container = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, base, length = container.locate_named_stream(name)
        if memory:
            stream = bytes(memory[base : base + length])
            if len(stream) < length:
                raise Refusal("damaged")
            return stream
    raise Refusal("not_spreadsheet")


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Give code, start and length of each record's body up to the end of its part; Refusal where that is missing."""
    position, end = start, len(stream)
    while position + 4 <= end:
        code, length = RECORD.unpack_from(stream, position)
        position += 4
        if position + length > end:
            break
        yield code, position, length
        if code == EOF:
            return
        position += length
    raise Refusal("damaged")


def find_formulas(stream: bytes) -> list[set[tuple[int, int]] | None]:
    """Give for each sheet the (row, column), both from 0, of its formulas; None for a part that is no worksheet."""
    offsets = []
    for code, position, _ in _records(stream, 0):
        if code == FILE_PASS:
            raise Refusal("password")
        if code == BOUND_SHEET:
            offsets.append((OFFSET.unpack_from(stream, position)[0], stream[position + 5]))
    return [_formulas_of(stream, offset) if kind == WORKSHEET_TYPE else None for offset, kind in offsets]


def _formulas_of(stream: bytes, start: int) -> set[tuple[int, int]]:
    return {
        CELL_ADDRESS.unpack_from(stream, position)
        for code, position, _ in _records(stream, start)
        if code in FORMULAS
    }


def _formats(book: xlrd.Book) -> list[Format]:
    """Tell for each cell style what its number format makes of a number."""
    formats = []
    for style in book.xf_list:
        custom = book.format_map.get(style.format_key)
        builtin = BUILTIN.get(style.format_key)
        formats.append(
            builtin if builtin is not None else classify(custom.format_str or "") if custom else Format.NUMBER
        )
    return formats


def _read_sheet(
    sheet: xlrd.sheet.Sheet,
    sink: Sink,
    formulas: set[tuple[int, int]],
    formats: list[Format],
    *,
    is_1904: bool,
) -> None:
    sink.begin_sheet(sheet.name, hidden=sheet.visibility != 0)
    hidden_rows = []
    for row in range(sheet.nrows):
        values, types = sheet.row_values(row), sheet.row_types(row)
        cells: list[Cell] = []
        for column, (value, kind) in enumerate(zip(values, types, strict=True)):
            cell = _value(value, kind)
            if isinstance(cell, float):
                style = sheet.cell_xf_index(row, column)
                cell = typed_number(
                    cell, formats[style] if style < len(formats) else Format.NUMBER, is_1904=is_1904
                )
            cells.append(Formula(cell) if (row, column) in formulas else cell)
        sink.row_of(row + 1, cells)
        information = sheet.rowinfo_map.get(row)
        if information is not None and information.hidden and any(cell not in {None, ""} for cell in cells):
            hidden_rows.append(row + 1)
    # xlrd gives first row, row behind the last, first column, column behind the last, all from 0
    merges = [(top + 1, left, below, behind - 1) for top, below, left, behind in sheet.merged_cells]
    sink.check_merges(len(merges))
    sink.end_sheet(merges, hidden_rows)


def _value(value: str | float, kind: int) -> PlainCell:
    match kind:
        case xlrd.XL_CELL_TEXT:
            return str(value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return float(value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return CellError(xlrd.error_text_from_code.get(value, "#N/A"))
        case _:
            return None
