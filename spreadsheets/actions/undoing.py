"""Taking an import back."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.trail import action
from core.scope import Actor
from spreadsheets.actions.shared import locked, need, note, one_at_a_time
from spreadsheets.batches import place_of
from spreadsheets.kinds import kind_of
from spreadsheets.models import BatchState, ImportBatch, ImportRow, RowOutcome


def _waves(rows: Sequence[ImportRow]) -> list[list[ImportRow]]:
    """Part rows by the file that they came with, the last one first: a repaired file may change an object again."""
    by_file: dict[int, list[ImportRow]] = {}
    for row in rows:
        by_file.setdefault(row.old_file, []).append(row)
    # The file that a batch holds is number 0; those before it are numbered in their order.
    return [by_file[number] for number in sorted(by_file, key=lambda number: (number > 0, -number))]


def _lean_on(row: ImportRow, later: ImportRow | None) -> None:
    """Let ``row`` know its object again after a later change of the same import has been taken back."""
    if later is not None and later.revision is not None and row.revision == later.revision - 1:
        row.revision = later.revision + 1


@action
def undo_batch(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Take an import back, keeping what was edited since; raise ``ValidationError`` where there is nothing to undo."""
    batch = locked(batch)
    kind = kind_of(batch.kind)
    need(by, kind, place_of(batch))
    if batch.state not in (BatchState.DONE, BatchState.PARTIAL):
        raise ValidationError("这次导入还没有存入，或者已经撤销过了。")
    one_at_a_time(batch)
    changed = (RowOutcome.CREATE, RowOutcome.UPDATE)
    rows = list(batch.rows.filter(outcome__in=changed, undone=False).order_by("-pk"))
    taken_back: dict[int | None, ImportRow] = {}
    for wave in _waves(rows):
        for row in wave:
            _lean_on(row, taken_back.get(row.object_key))
        kind.undo(wave, by=by)
        taken_back |= {row.object_key: row for row in wave if row.undone}
    ImportRow.objects.bulk_update(rows, ["undone", "kept_because"], batch_size=500)
    kept = sum(1 for row in rows if not row.undone)
    batch.state = BatchState.UNDONE
    batch.undone_at = timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    note(
        batch,
        by,
        Verb.UNDO,
        f"撤销 {len(rows) - kept} 行" + (f"，保留 {kept} 行导入后又修改过的" if kept else ""),
    )
    return batch
