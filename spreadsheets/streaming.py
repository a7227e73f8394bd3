"""Writing the rows of a workbook as they come, so that a hundred thousand of them take no memory.

openpyxl makes the workbook that they go into: looks, widths, paper, header. Only the rows are written here, many times
as fast, into the place where its row of samples stood.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from spreadsheets.reader.addresses import column_letter

SHEET = "xl/worksheets/sheet1.xml"
ROWS_AT_A_TIME = 200
REMEMBERED = 20_000
_RUN = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"(?![\s=+\-@＝＋－＠])[^\x00-\x1f&<>_\ud800-\udfff\ufffe\uffff]+(?<!\s)")
"""What stands in a cell as it is: nothing to escape, to mark or to keep."""
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STYLE = re.compile(rb'<c [^<>]*\bs="([0-9]+)"')

SAMPLES = ("a", "=a", "a\na", "=a\na")
"""One text for each look of a cell: plain, one that a program would run, each of them also in several lines."""

Value = str | int


def fill_in(pattern: bytes, header_rows: int, rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the workbook ``pattern`` with ``rows`` in place of the row of :data:`SAMPLES` below its header.

    Texts stay texts whatever they begin with. A character that no workbook can hold becomes U+FFFD.
    """
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(pattern)) as made,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
    ):
        for entry in made.infolist():
            if entry.filename != SHEET:
                package.writestr(entry, made.read(entry))
        sheet = made.read(SHEET)
        start, end = sheet.index(f'<row r="{header_rows + 1}"'.encode()), sheet.index(b"</sheetData>")
        cells = _Cells([style.decode() for style in _STYLE.findall(sheet[start:end])])
        with package.open(SHEET, "w", force_zip64=True) as part:
            part.write(sheet[:start])
            for block in _blocks(rows, header_rows + 1, cells):
                part.write(block.encode())
            part.write(sheet[end:])
    return stream.getvalue()


def _blocks(rows: Iterable[Sequence[Value]], first: int, cells: _Cells) -> Iterator[str]:
    openings: list[str] = []
    parts: list[str] = []
    for number, row in enumerate(rows, start=first):
        if len(openings) < len(row):
            openings = [f'<c r="{column_letter(place)}' for place in range(len(row))]
        parts.append(f'<row r="{number}">')
        parts += [
            f"{opening}{number}{cells[value]}"
            for opening, value in zip(openings, row, strict=False)
            if value != ""
        ]
        parts.append("</row>")
        if number % ROWS_AT_A_TIME == 0:
            yield "".join(parts)
            parts.clear()
    yield "".join(parts)


class _Cells(dict[Value, str]):
    """By value the rest of its cell, behind the address. Many values come again; those that don't are forgotten."""

    def __init__(self, styles: Sequence[str]) -> None:
        super().__init__()
        self._styles = styles

    def __missing__(self, value: Value) -> str:
        if len(self) == REMEMBERED:
            self.clear()
        found = self[value] = _rest_of_cell(value, self._styles)
        return found


def _rest_of_cell(value: Value, styles: Sequence[str]) -> str:
    if isinstance(value, int):
        return f'"><v>{int(value)}</v></c>'
    if value.isalnum() or _PLAIN.fullmatch(value):
        return f'" s="{styles[0]}" t="inlineStr"><is><t>{value}</t></is></c>'
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    style = styles[2 * ("\n" in text) + (_RUN.match(text) is not None)]
    written = escape(_LIKE_ESCAPE.sub("_x005F_", text), quote=False).replace("\r", "&#13;")
    kept = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    return f'" s="{style}" t="inlineStr"><is><t{kept}>{written}</t></is></c>'
