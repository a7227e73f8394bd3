"""One table on one sheet: title, who reports and until when, header, rows, notes, charts, and the page to print."""

from __future__ import annotations

from itertools import groupby

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.layout import Form, Kind, Row, Table
from reports.monthly import Report
from reports.workbook import looks
from reports.workbook.cells import LINE_HEIGHT, dress, lines_in, put
from reports.workbook.diagrams import add_diagrams, height_of
from reports.workbook.paper import fits_one_page, set_paper

TITLE_ROW, FACTS_ROW = 1, 2
HEAD_ROW = 3


def add_sheet(book: Workbook, report: Report, table: Table) -> None:
    """Append ``table`` to ``book`` as a sheet of its own."""
    sheet: Worksheet = book.create_sheet(table.name)
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    _put_top(sheet, report, table)
    first = _put_head(sheet, table)
    for number, row in enumerate(table.rows, start=first):
        _put_row(sheet, table, row, number)
    after = _put_notes(sheet, report, table, first + len(table.rows))
    text = sum(sheet.row_dimensions[row].height or 0 for row in range(1, after))
    beside = fits_one_page(text + sum(map(height_of, table.diagrams)), table)
    set_paper(sheet, report, table, head_ends=first - 1, one_page=beside or fits_one_page(text, table))
    if beside:
        add_diagrams(sheet, sheet, table, first, after + 1)
    elif table.diagrams:
        _add_charts_of_their_own(book, report, table, sheet, first)


def _add_charts_of_their_own(
    book: Workbook, report: Report, table: Table, data: Worksheet, first: int
) -> None:
    """Where the table fills its pages, its charts get a page of their own."""
    sheet: Worksheet = book.create_sheet(f"{table.name}图")
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    _put_top(sheet, report, table)
    set_paper(sheet, report, table, head_ends=FACTS_ROW, one_page=True)
    add_diagrams(sheet, data, table, first, HEAD_ROW + 1)


def _put_top(sheet: Worksheet, report: Report, table: Table) -> None:
    last = len(table.columns)
    sheet.merge_cells(start_row=TITLE_ROW, start_column=1, end_row=TITLE_ROW, end_column=last)
    title = f"{table.title}（{report.month.title}）"
    dress(put(sheet, TITLE_ROW, 1, title), looks.TITLE, looks.CENTRE)
    sheet.row_dimensions[TITLE_ROW].height = 30.0
    half = max(1, last // 2)
    sheet.merge_cells(start_row=FACTS_ROW, start_column=1, end_row=FACTS_ROW, end_column=half)
    sheet.merge_cells(start_row=FACTS_ROW, start_column=half + 1, end_row=FACTS_ROW, end_column=last)
    reporter = f"填报单位：{report.reporter}"
    dress(put(sheet, FACTS_ROW, 1, reporter), looks.PLAIN, looks.LEFT)
    day = f"截止时间：{report.as_of}"
    dress(put(sheet, FACTS_ROW, half + 1, day), looks.PLAIN, looks.RIGHT_TEXT)
    widths = [column.width for column in table.columns]
    deepest = max(lines_in(reporter, sum(widths[:half])), lines_in(day, sum(widths[half:])))
    sheet.row_dimensions[FACTS_ROW].height = LINE_HEIGHT * deepest + 4


def _put_head(sheet: Worksheet, table: Table) -> int:
    """Write the header, with bands over it where columns have them; return the first row below."""
    bands = any(column.band for column in table.columns)
    row = HEAD_ROW + 1 if bands else HEAD_ROW
    for number, column in enumerate(table.columns, start=1):
        top = row if column.band or not bands else HEAD_ROW
        put(sheet, top, number, column.title)
        if top < row:
            sheet.merge_cells(start_row=top, start_column=number, end_row=row, end_column=number)
    if bands:
        _put_bands(sheet, table)
    for line in range(HEAD_ROW, row + 1):
        for number in range(1, len(table.columns) + 1):
            cell = sheet.cell(line, number)
            dress(cell, looks.STRONG, looks.CENTRE, looks.BOX)
            cell.fill = looks.HEAD_FILL
    deepest = max(lines_in(column.title, column.width) for column in table.columns)
    sheet.row_dimensions[row].height = LINE_HEIGHT * deepest + 6
    sheet.freeze_panes = f"B{row + 1}"
    return row + 1


def _put_bands(sheet: Worksheet, table: Table) -> None:
    numbered = enumerate(table.columns, start=1)
    for band, group in groupby(numbered, key=lambda pair: pair[1].band):
        if band:
            numbers = [number for number, _ in group]
            put(sheet, HEAD_ROW, numbers[0], band)
            if len(numbers) > 1:
                sheet.merge_cells(
                    start_row=HEAD_ROW, start_column=numbers[0], end_row=HEAD_ROW, end_column=numbers[-1]
                )


def _put_row(sheet: Worksheet, table: Table, row: Row, number: int) -> None:
    depth = 1
    for place, column in enumerate(table.columns, start=1):
        value = row.values[place - 1] if place <= len(row.values) else ""
        cell = put(sheet, number, place, value, looks.number_format(column.form, is_share=row.is_share))
        text = column.form is Form.TEXT
        alignment = looks.LEFT if text else looks.CENTRE if value is None else looks.RIGHT
        dress(cell, looks.FONTS[row.kind], alignment, looks.BOX)
        if row.kind is Kind.SECTION:
            cell.fill = looks.SECTION_FILL
        if text and isinstance(value, str):
            depth = max(depth, lines_in(value, column.width))
    if row.kind is Kind.SECTION:
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(table.columns))
    sheet.row_dimensions[number].height = LINE_HEIGHT * depth + 3


def _put_notes(sheet: Worksheet, report: Report, table: Table, row: int) -> int:
    """Write the notes and when the table was made; return the first row below."""
    width = sum(column.width for column in table.columns)
    made = f"制表时间：{report.made_at:%Y-%m-%d %H:%M}"
    for number, note in enumerate((*table.notes, made), start=row):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(table.columns))
        dress(put(sheet, number, 1, note), looks.SMALL, looks.NOTE)
        sheet.row_dimensions[number].height = LINE_HEIGHT * lines_in(note, width) + 2
    return row + len(table.notes) + 1
