"""Writing lists as workbooks and csv, so that every text stays the text that it was.

A spreadsheet program runs what begins with ``= + - @``. In a workbook such a text is a text cell and says so; a csv
knows no cells, so an apostrophe stands in front, which the reader takes away when the list comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from import_export.fields import Field
from import_export.formats.base_formats import Format
from import_export.resources import Resource
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from spreadsheets.columns import Column
from spreadsheets.streaming import SAMPLES, fill_in

A4 = 9  # as the file format numbers paper
CHUNK = 1000  # objects that are read from the database at a time
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


class SheetField(Field):
    """A column of a sheet in an export: what ``read`` makes of a row, masked where ``full`` is not asked for."""

    def __init__(self, column: Column, read: Callable[[Any], str | int | None], *, full: bool) -> None:
        """Write ``column`` under its title, so that the importer knows it again."""
        super().__init__(attribute=column.field, column_name=column.title, readonly=True)
        self.column = column
        self._read = read
        self._full = full

    def export(self, instance: Any, **_: Any) -> str | int:  # noqa: ANN401  as in the library
        """Return the cell's value: text, or a number where the column counts."""
        value = self._read(instance)
        if value is None:
            return ""
        return value if self._full or isinstance(value, int) else self.column.shown(value)


class SheetResource(Resource):
    """Exports the declared columns of a kind of sheet, in their order.

    ``read`` gives the value of a row for a field; ``full`` asks for values that pages mask.
    """

    def __init__(
        self, columns: Sequence[Column], read: Callable[[Any, str], str | int | None], *, full: bool
    ) -> None:
        super().__init__()
        self.columns = columns
        self.fields = {
            column.field: SheetField(column, _reader(read, column.field), full=full) for column in columns
        }

    def listing(self, objects: QuerySet[Any]) -> Listing:
        """Return ``objects`` as rows that are read when they are written, a few at a time."""
        return Listing(self.columns, objects.iterator(chunk_size=CHUNK), list(self.fields.values()))


class Listing:
    """Rows of an export on their way: to be gone through once; ``len`` tells how many have been."""

    def __init__(
        self, columns: Sequence[Column], objects: Iterable[Any], fields: Sequence[SheetField]
    ) -> None:
        self.headers = [column.title for column in columns]
        self._objects = objects
        self._cells = [field.export for field in fields]
        self._count = 0

    def __iter__(self) -> Iterator[list[str | int]]:
        cells = self._cells
        for found in self._objects:
            self._count += 1
            yield [cell(found) for cell in cells]

    def __len__(self) -> int:
        return self._count


def _reader(read: Callable[[Any, str], str | int | None], name: str) -> Callable[[Any], str | int | None]:
    return lambda instance: read(instance, name)


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
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(dataset.headers)
        writer.writerows([guarded(v) if isinstance(v, str) else v for v in row] for row in dataset)
        return stream.getvalue().encode("utf-8-sig")


def format_called(name: str, title: str, columns: Sequence[Column]) -> Format:
    """Return the format ``xlsx`` or ``csv``; raise ``KeyError`` for any other."""
    return {"xlsx": TextWorkbook(title, columns), "csv": GuardedCsv()}[name]
