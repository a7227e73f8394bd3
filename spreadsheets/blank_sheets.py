"""Templates: an empty workbook for a kind of sheet, with an example, drop-downs and a sheet of explanations."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.scope import Actor
from spreadsheets.columns import Column
from spreadsheets.kinds import Answers, Kind, Place
from spreadsheets.workbooks import TEXT_FORMAT, ExportedFile, set_paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = "示例："
"""Begins the example row; by it the importer leaves the row out."""
LISTS, NOTES = "选项", "填写说明"
LAST_ROW = 5000
SHOWN = 12  # choices, as many as an explanation names
WIDTHS = (24, 10, 46, 60)
LINE_HEIGHT = 15
HEAD = PatternFill("solid", fgColor="F3E9E7")
WANTED = Font(name="宋体", bold=True, color="9C1C1C")
PLAIN = Font(name="宋体", bold=True)
GREY = Font(name="宋体", italic=True, color="7A7A7A")
BODY = Font(name="宋体")
LINE = Border(bottom=Side(style="thin", color="BFBFBF"))
STEPS = (
    "从示例下面一行填起，一行一条；示例那一行可以留着，导入时会跳过。",
    "带 * 的列必须填写，其余的没有可以空着。空着的格子不会清掉已登记的内容。",
    "有下拉列表的列请从列表里选；身份证号、电话等号码已设成文本，直接填写即可。",
    "列的顺序可以变，多出来的列不影响。填好后在“表格导入”里上传，确认之前不会存入。",
)


def template_of(kind: Kind, *, by: Actor, place: Place) -> ExportedFile:
    """Return the template of ``kind`` with the choices that ``by`` has for imports to ``place``."""
    context = kind.context(by=by, place=place, answers=Answers())
    offered = [list(kind.offered(column, context)) for column in kind.columns]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  for the type checker: a new book has one
    sheet.title = kind.title
    _write_head(sheet, kind)
    _write_example(sheet, kind.columns, offered)
    _write_notes(book.create_sheet(NOTES), kind, offered)
    _offer_choices(book, sheet, offered)
    stream = io.BytesIO()
    book.save(stream)
    return ExportedFile(f"{kind.title}模板.xlsx", stream.getvalue(), XLSX, 0)


def _is_wanted(kind: Kind, column: Column) -> bool:
    """Tell whether a column must be filled in; what may be chosen for the whole sheet need not."""
    return column.required and column.field != kind.subject_name


def _write_head(sheet: Worksheet, kind: Kind) -> None:
    set_paper(sheet)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 24
    for number, column in enumerate(kind.columns, start=1):
        letter, is_wanted = get_column_letter(number), _is_wanted(kind, column)
        sheet.column_dimensions[letter].width = max(column.width, 2 * len(column.title) + 4)
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT
        cell = sheet.cell(1, number, f"{column.title}{' *' if is_wanted else ''}")
        cell.font = WANTED if is_wanted else PLAIN
        cell.fill, cell.border = HEAD, LINE
        cell.alignment = Alignment(vertical="center", horizontal="center")
        if column.hint:
            cell.comment = Comment(column.hint, "填写说明", width=220, height=60)


def _write_example(sheet: Worksheet, columns: Sequence[Column], offered: Sequence[Sequence[str]]) -> None:
    marked = next(n for n, choices in enumerate(offered) if not choices)
    for number, (column, choices) in enumerate(zip(columns, offered, strict=True)):
        words = column.example or (choices[0] if choices and column.required else "")
        text = f"{EXAMPLE}{words}" if number == marked else words
        if text:
            cell = sheet.cell(2, number + 1, text)
            cell.font, cell.number_format = GREY, TEXT_FORMAT


def _write_notes(sheet: Worksheet, kind: Kind, offered: Sequence[Sequence[str]]) -> None:
    set_paper(sheet)
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([f"{kind.title}怎么填"])
    sheet["A1"].font = PLAIN
    for number, words in enumerate(STEPS, start=1):
        sheet.append([f"{number}. {words}"])
    sheet.append([])
    sheet.append(["列名", "必填", "填写要求", "可以填的内容"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill, cell.border = PLAIN, HEAD, LINE
    for column, choices in zip(kind.columns, offered, strict=True):
        shown = "、".join(choices[:SHOWN]) + ("……（见下拉列表）" if len(choices) > SHOWN else "")
        sheet.append([column.title, "必填" if _is_wanted(kind, column) else "", column.hint, shown])
        lines = max(
            -(-2 * len(text) // width) for text, width in ((column.hint, WIDTHS[2]), (shown, WIDTHS[3]))
        )
        sheet.row_dimensions[sheet.max_row].height = LINE_HEIGHT * max(1, lines)
        for cell in sheet[sheet.max_row]:
            cell.font, cell.alignment = BODY, Alignment(wrap_text=True, vertical="top")


def _offer_choices(book: Workbook, sheet: Worksheet, offered: Sequence[Sequence[str]]) -> None:
    """Put each column's choices on a hidden sheet, since a list within the cell may hold 255 characters only."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    used = 0
    for number, choices in enumerate(offered, start=1):
        if not choices:
            continue
        used += 1
        letter = get_column_letter(used)
        for row, words in enumerate(choices, start=1):
            cell = lists.cell(row, used, words)
            cell.data_type = "s"
        rule = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(choices)}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle="不在列表里",
            error="列表里没有这个内容，请核对。",
        )
        rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{LAST_ROW}")
        sheet.add_data_validation(rule)
    if not used:
        book.remove(lists)
