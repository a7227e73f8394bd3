"""Comparing rows: with the record that each speaks of, and with each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from spreadsheets.faults import FOREIGN
from spreadsheets.kinds import PlannedRow
from spreadsheets.models import RowOutcome
from spreadsheets.records.columns import RecordColumn, empty_value, follow
from spreadsheets.records.lookups import fold
from spreadsheets.records.recognising import identity_of
from spreadsheets.updating import tell_kept

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet


def accept_as_stored(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Take a name that could not be looked up, or not surely, for the one that stands in the record already.

    The importer may not see everybody to whom a record leads; a row that says the same changes nothing.
    """
    for problem in list(row.problems):
        column = kind.column(problem.field) if problem.field in row.values else None
        if column is None or column.related is None or problem.code == FOREIGN:
            continue
        if fold(row.values[column.field]) == fold(column.words_of(record)):
            row.record[column.attribute] = follow(record, column.attribute)
            row.problems.remove(problem)
            row.question = None
    if not row.problems:
        row.outcome = RowOutcome.CREATE


def keep_spelling(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Leave a name by which the record was recognised as it is stored, however its blanks and width are written."""
    for name in {name for way in kind.ways for name in way} & row.values.keys():
        column = kind.column(name)
        said, stored = row.record.get(column.attribute), follow(record, column.attribute)
        if isinstance(said, str) and isinstance(stored, str) and fold(said) == fold(stored):
            row.record[column.attribute], row.values[name] = stored, column.write(stored)


def keep_stored(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Let the row say what is stored wherever something is, and tell what it would have changed."""
    kept = []
    for column in stored_columns(kind, row):
        words = column.words_of(record)
        if words and column.value_of(record) != row.record[column.attribute]:
            row.record[column.attribute] = follow(record, column.attribute)
            row.values[column.field] = words
            kept.append(column.title)
    tell_kept(row, kept)


def wipe(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Empty what the row says is to be emptied and is stored."""
    for column in (kind.column(name) for name in row.wiped):
        if column.words_of(record):
            row.record[column.attribute] = empty_value(kind.model, column)
            row.values[column.field] = ""


def stored_columns(kind: RecordSheet[Any], row: PlannedRow) -> list[RecordColumn]:
    """Return the columns of which the row tells a value that the model keeps."""
    return [column for column in kind.columns if column.path and column.attribute in row.record]


def changes(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> dict[str, tuple[str, str]]:
    """Return what would change, as words before and after."""
    return {
        column.field: (column.words_of(record), row.values.get(column.field, ""))
        for column in stored_columns(kind, row)
        if column.value_of(record) != row.record[column.attribute]
    }


def judge_together(kind: RecordSheet[Any], rows: Sequence[PlannedRow]) -> None:
    """Refuse what the file tells twice: the same once more, or differently of the same record."""
    first_of: dict[Any, PlannedRow] = {}
    for row in rows:
        identity = row.key or identity_of(kind, row)
        if identity is None or row.is_foreign:
            continue
        first = first_of.setdefault(identity, row)
        if first is row:
            continue
        name = kind.ways[0][0]
        if row.values == first.values:
            row.refuse(name, "row_repeated", f"与{where(first, row)}完全相同，请删去这一行。")
        else:
            row.refuse(
                name, "rows_conflict", f"与{where(first, row)}说的是同一条，但内容不一致，请核对后只留一行。"
            )
            first.refuse(
                name, "rows_conflict", f"与{where(row, first)}说的是同一条，但内容不一致，请核对后只留一行。"
            )


def where(row: PlannedRow, seen_from: PlannedRow) -> str:
    """Return where ``row`` stands, as a sentence about ``seen_from`` says it."""
    sheet = f"工作表“{row.sheet}”" if row.sheet != seen_from.sheet else ""
    return f"{sheet}第 {row.number} 行"
