"""Judging rows of records: cell by cell, by the rules of the model, among each other, and against what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from spreadsheets.faults import Fault
from spreadsheets.kinds import PlannedRow, Question
from spreadsheets.models import RowOutcome
from spreadsheets.records import rules
from spreadsheets.records.columns import RecordColumn, follow, put
from spreadsheets.records.context import RecordContext
from spreadsheets.records.lookups import Unsure, fold
from spreadsheets.records.recognising import batched, candidates_of, identity_of

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet


def judge(kind: RecordSheet[Any], rows: Sequence[PlannedRow], context: RecordContext) -> None:
    """Set problems, outcome, key, changes and record of each row; problems of all kinds are found together."""
    for row in rows:
        for name in list(row.values):
            take(kind, row, name, context)
        kind.read(row, context)
    mine = [row for row in rows if not row.is_foreign]
    candidates = candidates_of(kind, mine, context)
    known = _objects(kind, {pk for numbers in candidates.values() for pk in numbers}, context)
    claimed: set[int] = set()
    for row in mine:
        alike = [known[pk] for pk in candidates.get(row.place, ()) if pk in known]
        _compare(kind, row, alike, claimed, context)
    _judge_together(kind, mine)


def take(kind: RecordSheet[Any], row: PlannedRow, name: str, context: RecordContext) -> None:
    """Make of the text in ``row.values[name]`` what the model keeps, in ``row.record``; refuse what cannot be."""
    column = kind.column(name)
    words = row.values[name]
    if column.related is not None:
        try:
            row.record[column.attribute], row.values[name] = context.once(column.related).find(words)
        except Unsure as unsure:
            _ask(row, column, unsure, context)
        except Fault as fault:
            row.refuse(name, fault.code, fault.message)
    elif column.path:
        row.record[column.attribute] = column.convert(words)


def _ask(row: PlannedRow, column: RecordColumn, unsure: Unsure, context: RecordContext) -> None:
    """Take what the person has picked, or ask."""
    picked = context.answers.picked.get(row.place)
    if picked in {option.key for option in unsure.options}:
        row.record[column.attribute] = int(str(picked))
    else:
        row.refuse(column.field, unsure.code, unsure.message)
        row.question = Question(unsure.code, unsure.options)


def _answer_as_stored(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Where one of those who may be meant stands in the record already, it is that one."""
    keys = {option.key for option in row.question.options} if row.question else set()
    for problem in list(row.problems):
        column = kind.by_field.get(problem.field)
        stored = follow(record, kind.column(problem.field).attribute) if column else None
        if row.question and problem.code == row.question.code and str(stored) in keys:
            row.record[kind.column(problem.field).attribute] = stored
            row.problems.remove(problem)
            row.question = None
    if not row.problems:
        row.outcome = RowOutcome.CREATE


def _objects(kind: RecordSheet[Any], keys: Iterable[int], context: RecordContext) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for part in batched(keys):
        found |= {
            record.pk: record for record in kind.with_related(kind.reachable(context).filter(pk__in=part))
        }
    return found


def _compare(
    kind: RecordSheet[Any], row: PlannedRow, alike: Sequence[Any], claimed: set[int], context: RecordContext
) -> None:
    """Find out which of ``alike`` the row speaks of, and what it would change."""
    open_ones = [record for record in alike if record.pk not in claimed] or list(alike)
    if len(open_ones) > 1:
        same = [record for record in open_ones if not _changes(kind, row, record)]
        if not same:
            row.refuse(
                kind.ways[0][0],
                "several",
                f"已登记的有 {len(open_ones)} 条与这一行相符，分不清是哪一条，没有更新。请到页面上修改。",
            )
            return
        open_ones = same
    if not open_ones:
        _judge_new(kind, row, context)
        return
    record = open_ones[0]
    claimed.add(record.pk)
    row.key, row.revision = record.pk, kind.revision_of(record)
    _keep_spelling(kind, row, record)
    _answer_as_stored(kind, row, record)
    told = list(row.values)
    kind.complete(row, record, context)
    row.changes = _changes(kind, row, record)
    rules.judge_rights(kind, row, [name for name in told if name in row.changes], context)
    for name in kind.fixed.keys() & row.changes.keys():
        row.refuse(name, "fixed", kind.fixed[name])
    for column in _stored_columns(kind, row):
        if column.field in row.changes:
            _fill(column, record, row, context)
    rules.judge_record(kind, row, record, set(row.changes), context)
    if not row.is_refused:
        row.outcome = RowOutcome.UPDATE if row.changes else RowOutcome.UNCHANGED


def _judge_new(kind: RecordSheet[Any], row: PlannedRow, context: RecordContext) -> None:
    record = kind.begin(row, context)
    told = list(row.values)
    for name, words in kind.starting.items():
        if not row.values.get(name) and not rules.has_fault(row, name):
            row.values[name] = words
            take(kind, row, name, context)
    kind.complete(row, None, context)
    for column in _stored_columns(kind, row):
        _fill(column, record, row, context)
    rules.judge_rights(kind, row, told, context)
    rules.judge_missing(kind, row, record)
    rules.judge_record(kind, row, record, None, context)
    context.objects[row.place] = record


def _fill(column: RecordColumn, record: Model, row: PlannedRow, context: RecordContext) -> None:
    """Set the value of a column, and the row that it leads to where that is at hand."""
    number = row.record[column.attribute]
    put(record, column.attribute, number)
    found = context.once(column.related).row(number) if column.related and number else None
    if found is not None:
        put(record, column.path, found)


def _keep_spelling(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> None:
    """Leave a name by which the record was recognised as it is stored, however its blanks and width are written."""
    for name in {name for way in kind.ways for name in way} & row.values.keys():
        column = kind.column(name)
        said, stored = row.record.get(column.attribute), follow(record, column.attribute)
        if isinstance(said, str) and isinstance(stored, str) and fold(said) == fold(stored):
            row.record[column.attribute], row.values[name] = stored, column.write(stored)


def _stored_columns(kind: RecordSheet[Any], row: PlannedRow) -> list[RecordColumn]:
    return [column for column in kind.columns if column.path and column.attribute in row.record]


def _changes(kind: RecordSheet[Any], row: PlannedRow, record: Model) -> dict[str, tuple[str, str]]:
    """Return what would change, as words before and after."""
    return {
        column.field: (column.words_of(record), row.values.get(column.field, ""))
        for column in _stored_columns(kind, row)
        if column.value_of(record) != row.record[column.attribute]
    }


def _judge_together(kind: RecordSheet[Any], rows: Sequence[PlannedRow]) -> None:
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
