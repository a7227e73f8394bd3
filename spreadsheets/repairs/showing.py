"""Texts of cells and steps as the check page may show them: numbers masked, in whatever column they stand."""

from __future__ import annotations

import re

from spreadsheets.columns import Column
from spreadsheets.kinds import PlannedRow
from spreadsheets.mapping import hide_number
from spreadsheets.planning import Plan
from spreadsheets.reader.addresses import column_index
from spreadsheets.repairs.applying import raw_text

_PRIVATE = re.compile(r"\d{9,}[Xx]?")


def text_in(plan: Plan, row: PlannedRow, name: str) -> str:
    """Return what the cell of the field ``name`` says now: what was typed, or what the sheet says."""
    letter = row.letters.get(name)
    if letter is None:
        return plan.repairs.texts.get(row.place, {}).get(name, row.values.get(name, ""))
    index = column_index(letter)
    return raw_text(row.cells[index]) if index < len(row.cells) else ""


def is_private(column: Column, text: str) -> bool:
    """Tell whether ``text`` may be shown in full only where somebody asks for it."""
    return bool(text) and (column.mask is not None or _PRIVATE.search(text) is not None)


def shown_text(column: Column, text: str) -> str:
    """Return ``text`` as a page may show it, numbers in the wrong column masked as well."""
    return column.shown(text) if column.mask else _PRIVATE.sub(hide_number, text)


def shown_message(message: str, text: str) -> str:
    """Return a sentence about ``text`` without the numbers that ``text`` holds."""
    for number in _PRIVATE.finditer(text):
        message = message.replace(number[0], hide_number(number))
    return message


def words_of_step(plan: Plan) -> str:
    """Return the last step in words, "" where there is none; no number among them."""
    if not plan.repairs.steps:
        return ""
    step = plan.repairs.steps[-1]
    count, edit = step.count, step.edits[0]
    column = plan.kind.by_field.get(edit.field)
    where = f"第 {step.first_row} 行" if count == 1 else f"{count} 行"
    what = f"“{column.title}”" if column is not None and len(step.edits) == 1 else ""
    endings = {"repair": "修改", "put_back": "恢复原样", "leave_out": "不导入", "take_in": "恢复导入"}
    return f"{where}{what}{endings[step.kind.value]}"
