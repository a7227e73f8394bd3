"""What a row may do to what is stored: all that it says, or fill blanks only; and emptying a value on purpose.

An empty cell never empties anything. Only a cell that says 清空 does, and only where a value may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from spreadsheets.columns import Column
from spreadsheets.planned import PlannedRow

BY_SHEET, FILL_BLANKS = "", "fill"
MODES = {BY_SHEET: "以表格为准", FILL_BLANKS: "只补空白"}
"""How an import updates: as the batch keeps it, and in words."""
WIPE = "清空"
_WIPES = frozenset({WIPE, f"【{WIPE}】"})


def is_wipe(text: str) -> bool:
    """Tell whether a cell says that the value is to be emptied."""
    return WIPE in text and text.strip() in _WIPES


def take_wipe(row: PlannedRow, column: Column, lasting: frozenset[str]) -> None:
    """Note that the row empties ``column``; refuse it for a column that is required or one of ``lasting``."""
    if column.required or column.field in lasting:
        row.refuse(
            column.field, "not_wipeable", f"{column.title}：这一列不能清空。请写上内容，或把这一格留空。"
        )
    else:
        row.wiped = (*row.wiped, column.field)


def tell_kept(row: PlannedRow, titles: Iterable[str]) -> None:
    """Say what the row would have changed, and does not since blanks only are filled."""
    if kept := "、".join(titles):
        row.notices.append(f"登记册里已有{kept}，按“{MODES[FILL_BLANKS]}”保留")
