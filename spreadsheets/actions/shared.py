"""What every action on an import does: lock it, ask for the right, leave a trace."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from audit.models import Outcome, Verb
from audit.trail import record
from core.scope import Actor
from spreadsheets.kinds import Kind, Place, kind_of
from spreadsheets.models import OPEN, ImportBatch


def locked(batch: ImportBatch) -> ImportBatch:
    """Return the stored batch, locked until the transaction ends."""
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def one_at_a_time(batch: ImportBatch) -> None:
    """Let imports of one kind into one committee follow each other, so that each sees what the last one stored."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [batch.kind, batch.committee_key]
            )


def need(by: Actor, kind: Kind, place: Place) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may import ``kind`` to ``place``."""
    if not any(
        (p.committee_key, p.branch_key) == (place.committee_key, place.branch_key) for p in kind.places(by=by)
    ):
        raise PermissionDenied


def need_open(batch: ImportBatch) -> None:
    """Raise ``ValidationError`` where the batch has come to its end."""
    if batch.state not in OPEN or batch.content is None:
        raise ValidationError("这次导入已经结束，不能再改。需要时请重新上传。")


def note(
    batch: ImportBatch, by: Actor, verb: Verb, detail: str = "", outcome: Outcome = Outcome.DONE
) -> None:
    """Leave an entry about the batch in the audit log."""
    record(
        by=by,
        verb=verb,
        outcome=outcome,
        obj=batch,
        committee_key=batch.committee_key,
        branch_key=batch.branch_key,
        detail=detail or kind_of(batch.kind).title,
    )
