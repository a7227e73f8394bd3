"""Repairs put into the rows of a table, as if the sheet said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spreadsheets.cleaners import text_of
from spreadsheets.faults import Fault
from spreadsheets.models import RowOutcome
from spreadsheets.planned import PlannedRow
from spreadsheets.reader.book import Cell, CellError, Formula
from spreadsheets.repairs.steps import Repairs

if TYPE_CHECKING:
    from spreadsheets.kinds import Kind


def raw_text(cell: Cell) -> str:
    """Return what a cell shows, whatever it holds."""
    try:
        return text_of(cell)
    except Fault:
        inner = cell.value if isinstance(cell, Formula) else cell
        return inner.text if isinstance(inner, CellError) else ""


def put_into_cells(rows: Sequence[PlannedRow], indexes: Mapping[str, int], repairs: Repairs) -> None:
    """Put each repaired text into its cell before the cells are cleaned. ``indexes``: field → column of the table."""
    for row in rows if repairs.texts else ():
        texts = repairs.texts.get(row.place, {})
        cells = list(row.cells)
        for name, text in texts.items():
            index = indexes.get(name)
            if index is None:
                row.repaired[name] = row.values.get(name, "")
                continue
            cells += [None] * (index + 1 - len(cells))
            row.repaired[name] = raw_text(cells[index])
            cells[index] = text
        if texts:
            row.cells = cells


def say_beside_cells(
    rows: Sequence[PlannedRow], kind: Kind, indexes: Mapping[str, int], repairs: Repairs
) -> None:
    """Let the rows say what was typed for fields that no column of the sheet holds."""
    for row in rows if repairs.texts else ():
        for name, text in repairs.texts.get(row.place, {}).items():
            column = kind.by_field.get(name)
            if column is None or name in indexes:
                continue
            row.values.pop(name, None)
            try:
                value = column.clean(text)
            except Fault as fault:
                row.refuse(name, fault.code, f"{column.title}：{fault.message}", fault.near)
            else:
                row.values |= {name: value} if value else {}


def without_left_out(
    rows: Sequence[PlannedRow], repairs: Repairs
) -> tuple[list[PlannedRow], list[PlannedRow]]:
    """Return ``rows`` without those that the person leaves out, and these, which are skipped."""
    left_out = [row for row in rows if row.place in repairs.left_out] if repairs.left_out else []
    for row in left_out:
        row.outcome = RowOutcome.SKIP
    return [row for row in rows if row.outcome is not RowOutcome.SKIP], left_out
