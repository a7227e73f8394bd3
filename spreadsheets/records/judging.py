"""Judging rows of records: cell by cell, by the rules of the model, among each other, and against what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from spreadsheets import progress
from spreadsheets.faults import Fault
from spreadsheets.kinds import PlannedRow, Question
from spreadsheets.models import RowOutcome
from spreadsheets.records import comparing, rules
from spreadsheets.records.columns import RecordColumn, put
from spreadsheets.records.context import RecordContext
from spreadsheets.records.lookups import Unsure
from spreadsheets.records.recognising import batched, candidates_of

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet


def judge(kind: RecordSheet[Any], rows: Sequence[PlannedRow], context: RecordContext) -> None:
    """Set problems, outcome, key, changes and record of each row; problems of all kinds are found together."""
    for row in progress.counted(rows, "核对每一行", len(rows)):
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
    comparing.judge_together(kind, mine)


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
            row.refuse(name, fault.code, fault.message, fault.near)
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
        same = [record for record in open_ones if not comparing.changes(kind, row, record)]
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
    comparing.keep_spelling(kind, row, record)
    comparing.accept_as_stored(kind, row, record)
    if context.answers.fill_blanks:
        comparing.keep_stored(kind, row, record)
    else:
        comparing.wipe(kind, row, record)
    told = list(row.values)
    kind.complete(row, record, context)
    row.changes = comparing.changes(kind, row, record)
    rules.judge_rights(kind, row, [name for name in told if name in row.changes], context)
    for name in kind.fixed.keys() & row.changes.keys():
        row.refuse(name, "fixed", kind.fixed[name])
    for column in comparing.stored_columns(kind, row):
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
    for column in comparing.stored_columns(kind, row):
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
