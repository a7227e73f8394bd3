"""Storing rows of records in bulk, and undoing them; called inside the transaction of the import's own action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import timezone

from core.records import Record
from core.scope import Actor
from spreadsheets.kinds import PlannedRow, Written
from spreadsheets.models import ImportRow, RowOutcome
from spreadsheets.records.columns import RecordColumn, follow, plain_value, put
from spreadsheets.records.context import RecordContext
from spreadsheets.records.recognising import batched

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet

BATCH = 500
BOOKKEEPING = ("revision", "updated_at", "voided_at")
KEPT_EDITED = "导入之后又修改过，保留现在的内容"
KEPT_IN_USE = "导入之后已有{}记在它的下面，保留"


def write(kind: RecordSheet[Any], rows: Sequence[PlannedRow], context: RecordContext) -> Iterator[Written]:
    """Store rows to be created and updated; yield what was done with each."""
    new = [row for row in rows if row.outcome is RowOutcome.CREATE]
    records = [context.objects[row.place] for row in new]
    kind.before_insert(list(zip(new, records, strict=True)), context)
    _insert(kind, records)
    kind.after_insert(list(zip(new, records, strict=True)), context)
    for row, record in zip(new, records, strict=True):
        yield Written(row, record.pk, {}, {}, kind.revision_of(record))
    for some in batched([row for row in rows if row.outcome is RowOutcome.UPDATE], BATCH):
        yield from _update(kind, some, context)


def _insert(kind: RecordSheet[Any], records: Sequence[Any]) -> None:
    for parts in zip(*(kind.parts_of(record) for record in records), strict=True):
        model: Any = type(parts[0][1])
        model._default_manager.bulk_create([part for _, part in parts], batch_size=BATCH)


def _update(kind: RecordSheet[Any], rows: Sequence[PlannedRow], context: RecordContext) -> Iterator[Written]:
    stored = _locked(kind, [row.key or 0 for row in rows])
    written, fields = [], set()
    for row in rows:
        record = stored[row.key or 0]
        before, after = {}, {}
        for column in (kind.column(name) for name in row.changes if name in kind.by_field):
            old, new = follow(record, column.attribute), row.record[column.attribute]
            before[column.field] = [plain_value(old), row.changes[column.field][0]]
            after[column.field] = [plain_value(new), row.changes[column.field][1]]
            put(record, column.attribute, new)
            fields.add(column.path)
        _touch(kind, record)
        written.append(Written(row, record.pk, before, after, kind.revision_of(record)))
    _save(kind, stored.values(), fields)
    kind.after_update([(row, stored[row.key or 0]) for row in rows], context)
    yield from written


def undo(kind: RecordSheet[Any], rows: Sequence[ImportRow], *, by: Actor) -> None:
    """Take back what ``rows`` did, but for records that were edited since, or that others refer to by now.

    What the import created stays as a record that was entered in error, so that no figure counts it.
    """
    for some in batched(rows, BATCH):
        stored = _locked(kind, [row.object_key or 0 for row in some])
        created = [row.object_key or 0 for row in some if row.outcome == RowOutcome.CREATE]
        in_use = kind.in_use({key: stored[key] for key in created if key in stored})
        taken_back, fields = [], set(BOOKKEEPING)
        for row in some:
            record = stored.get(row.object_key or 0)
            if record is None or kind.revision_of(record) != row.revision:
                row.kept_because = KEPT_EDITED
                continue
            if what := in_use.get(record.pk, ""):
                row.kept_because = KEPT_IN_USE.format(what)
                continue
            fields |= _take_back(kind, row, record)
            taken_back.append(record)
            row.undone = True
        _save(kind, taken_back, fields)
        kind.after_undo(taken_back, by=by)


def _take_back(kind: RecordSheet[Any], row: ImportRow, record: Record) -> set[str]:
    """Void a created record, put a changed one back; return the paths that were set."""
    columns: list[RecordColumn] = [kind.column(name) for name in row.before or {} if name in kind.by_field]
    for column in columns:
        put(record, column.attribute, column.restore((row.before or {})[column.field][0]))
    _touch(kind, record)
    if row.outcome == RowOutcome.CREATE:
        for _, part in kind.parts_of(record):
            part.voided_at = timezone.now()
    return {column.path for column in columns}


def _touch(kind: RecordSheet[Any], record: Record) -> None:
    for _, part in kind.parts_of(record):
        part.revision += 1
        part.updated_at = timezone.now()


def _locked(kind: RecordSheet[Any], keys: Sequence[int]) -> dict[int, Any]:
    """Return the stored records, each with its parts locked until the transaction ends."""
    paths = [kind.base] if kind.base else []
    rows: Any = kind.model._default_manager.select_related(*paths).select_for_update(of=("self", *paths))
    return {record.pk: record for record in rows.filter(pk__in=keys)}


def _save(kind: RecordSheet[Any], records: Iterable[Any], paths: Iterable[str]) -> None:
    """Store the fields that ``paths`` lead to, and what is kept of every change."""
    records = list(records)
    names: dict[str, set[str]] = {}
    for path in paths:
        way, _, name = path.rpartition(".")
        names.setdefault(way, set()).add(name)
    bookkeeping = {*BOOKKEEPING}
    for parts in zip(*(kind.parts_of(record) for record in records), strict=True):
        way, first = parts[0]
        model: type[Model] = type(first)
        every: Any = model._default_manager
        every.bulk_update(
            [part for _, part in parts], sorted(names.get(way, set()) | bookkeeping), batch_size=BATCH
        )
