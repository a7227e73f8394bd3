"""What a book is refused for as a whole: names and headers that deceive, sheets that cannot be told apart.

A strange character in a cell of the data refuses its row; here it would stand in pages, questions and the choices that
are remembered, so the file is refused with the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spreadsheets.cleaners import text_of
from spreadsheets.faults import Fault
from spreadsheets.layout import Table, column_letter
from spreadsheets.reader import FileRefused
from spreadsheets.reader.book import Book

SHEET_NAME_LENGTH = 60
STRANGE = "strange_character"


def refuse_strange_sheets(book: Book) -> None:
    """Raise ``FileRefused`` where a sheet has a name that cannot be shown or kept, or two sheets have the same.

    Excel allows 31 characters and no name twice; other programs write what they like, but rows are kept by the name of
    their sheet.
    """
    names = [grid.name for grid in book.sheets]
    if any(len(name) > SHEET_NAME_LENGTH or "\n" in name or _is_strange(name) for name in names):
        raise FileRefused(
            "sheet_name", "有一张工作表的名称太长或含有看不见的字符，请改成简短的名称后重新上传。"
        )
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise FileRefused(
            "same_sheet", f"有两张工作表都叫“{twice}”，分不清是哪一张。请把其中一张改名后重新上传。"
        )


def refuse_strange_headers(table: Table, book: Book) -> None:
    """Raise ``FileRefused`` where a header of ``table`` holds what cannot be seen, with the address of its cell."""
    for address, text in _headers(table, book):
        try:
            text_of(text)
        except Fault as fault:
            raise FileRefused(
                STRANGE, f"工作表“{table.sheet}”的标题 {address} {fault.message}改好后重新上传。"
            ) from fault


def _headers(table: Table, book: Book) -> Iterator[tuple[str, str]]:
    numbers = set(table.header_rows)
    for grid in book.sheets:
        if grid.name == table.sheet:
            for row in grid.rows[: max(numbers)]:
                if row.number in numbers:
                    for column, cell in enumerate(row.cells):
                        if isinstance(cell, str):
                            yield f"{column_letter(column)}{row.number}", cell


def _is_strange(text: str) -> bool:
    try:
        text_of(text)
    except Fault:
        return True
    return False
