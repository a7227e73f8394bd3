"""The mark in a copy by which its import is known again: signed, so that nobody can make one."""

from __future__ import annotations

from django.core import signing

from core.scope import Actor
from spreadsheets.models import OPEN, ImportBatch

SALT = "spreadsheets.marked"
LONGEST = 200


def mark_of(batch: ImportBatch) -> str:
    """Return the mark of a batch."""
    return signing.Signer(salt=SALT).sign(str(batch.pk))


def batch_key(mark: str) -> int | None:
    """Return the number of the batch that a mark names; None for one that is not ours."""
    try:
        key = signing.Signer(salt=SALT).unsign(mark[:LONGEST])
    except signing.BadSignature:
        return None
    return int(key)


def marked_batch(mark: str, *, kind: str, by: Actor) -> ImportBatch | None:
    """Return the import that a mark names, as long as it is open and ``by`` may see it."""
    key = batch_key(mark) if mark else None
    if key is None:
        return None
    return ImportBatch.objects.visible_to(by).filter(pk=key, kind=kind, state__in=OPEN).first()
