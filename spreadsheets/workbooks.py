"""Writing lists as workbooks and csv, so that every text stays the text that it was.

A spreadsheet program runs what begins with ``= + - @``. In a workbook such a text is a text cell and says so; a csv
knows no cells, so an apostrophe stands in front, which the reader takes away when the list comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from import_export.formats.base_formats import Format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from spreadsheets.columns import Column
from spreadsheets.streaming import SAMPLES, fill_in

A4 = 9  # as the file format numbers paper
TEXT_FORMAT = "@"
TEXT_STYLE = "文本"
_RUN = re.compile(r"[=+\-@\t\r＝＋－＠]")
_TO_GUARD = re.compile(r"['=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """Return ``text`` as a csv may hold it: an apostrophe before what a program would run, or before an apostrophe."""
    return f"'{text}" if _TO_GUARD.match(text) else text


@dataclass(frozen=True)
class ExportedFile:
    """A file made for somebody to take away."""

    name: str
    content: bytes
    content_type: str
    count: int
    """Number of rows."""


class TextWorkbook(Format):
    """xlsx whose text cells are texts whatever they begin with."""

    def __init__(self, title: str, columns: Sequence[Column]) -> None:
        self.title = title
        self.columns = columns

    def get_title(self) -> str:
        return "xlsx"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Any, **_: Any) -> bytes:  # noqa: ANN401  a Listing or a tablib Dataset
        """Return the workbook as bytes."""
        book = Workbook(write_only=True)
        sheet: Any = book.create_sheet(self.title)  # written row by row, of which the stubs know too little
        sheet.freeze_panes = "B2"
        set_paper(sheet)
        for number, column in enumerate(self.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        bold = Font(bold=True)
        sheet.append([_cell(sheet, header, font=bold) for header in dataset.headers])
        sheet.append([_cell(sheet, sample) for sample in SAMPLES])
        stream = io.BytesIO()
        book.save(stream)
        return fill_in(stream.getvalue(), 1, dataset)


def set_paper(sheet: Any) -> None:  # noqa: ANN401  see export_data
    """Print on A4 across, as many pages down as it takes, with the header on each."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _cell(sheet: Any, value: str | int, font: Font | None = None) -> Any:  # noqa: ANN401  see export_data
    if value == "":
        return None
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = _RUN.match(text) is not None
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font is not None:
        cell.font = font
    return cell


class GuardedCsv(Format):
    """csv in UTF-8 with a byte order mark, which Excel needs, and no cell that a program would run."""

    def get_title(self) -> str:
        return "csv"

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv; charset=utf-8"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Any, **_: Any) -> bytes:  # noqa: ANN401  a Listing or a tablib Dataset
        """Return the list as bytes."""
        stream = io.BytesIO()
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(dataset.headers)
        writer.writerows([guarded(v) if isinstance(v, str) else v for v in row] for row in dataset)
        text.detach()
        return stream.getvalue()


def format_called(name: str, title: str, columns: Sequence[Column]) -> Format:
    """Return the format ``xlsx`` or ``csv``; raise ``KeyError`` for any other."""
    return {"xlsx": TextWorkbook(title, columns), "csv": GuardedCsv()}[name]
