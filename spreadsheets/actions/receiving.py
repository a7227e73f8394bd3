"""Files that are read later, while their page waits: taken in, then read, refused or given up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from audit.models import Outcome, Verb
from audit.trail import action, record
from core.scope import Actor
from spreadsheets.actions.drafts import clean_file_name, new_batch, words_of_refusal
from spreadsheets.actions.shared import locked, need, note
from spreadsheets.batches import place_of
from spreadsheets.kinds import Place, kind_of
from spreadsheets.models import BatchState, ImportBatch, ImportBundle
from spreadsheets.reader import FileRefused


@action
def receive_file(  # noqa: PLR0913  one for each thing that is known of a file
    *, by: Actor, kind: str, file_name: str, content: bytes, place: Place, subject: str = ""
) -> ImportBatch:
    """Keep a file that is to be read later."""
    need(by, kind_of(kind), place)
    batch = new_batch(by=by, kind=kind, file_name=file_name, content=content, place=place, subject=subject)
    return _keep(batch, by)


@action
def receive_files(  # noqa: PLR0913  as above
    *,
    by: Actor,
    kind: str,
    name: str,
    files: Sequence[tuple[str, bytes]],
    ignored: Sequence[str],
    place: Place,
    subject: str = "",
) -> ImportBundle:
    """Keep several files that came together, each as an import of its own, to be read later.

    ``files`` are names and contents; ``ignored`` names what came along and is no file of anybody's.
    """
    need(by, kind_of(kind), place)
    bundle = ImportBundle.objects.create(
        kind=kind,
        name=clean_file_name(name),
        ignored=[clean_file_name(each) for each in ignored],
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        owner_key=by.pk,
        owner_name=by.name,
    )
    for file_name, content in files:
        batch = new_batch(
            by=by, kind=kind, file_name=file_name, content=content, place=place, subject=subject
        )
        batch.bundle = bundle
        _keep(batch, by)
    record(
        by=by,
        verb=Verb.UPLOAD,
        obj=bundle,
        committee_key=bundle.committee_key,
        branch_key=bundle.branch_key,
        detail=f"{kind_of(kind).title}：{len(files)} 份",
    )
    return bundle


def _keep(batch: ImportBatch, by: Actor) -> ImportBatch:
    batch.state = BatchState.READING
    batch.save(force_insert=True)
    note(batch, by, Verb.UPLOAD)
    return batch


@action
def finish_reading(*, by: Actor, batch: ImportBatch, grid: Any) -> ImportBatch:  # noqa: ANN401  JSON values
    """Make a file that was read a draft; ``grid`` are its cells as a batch keeps them."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    if batch.state == BatchState.READING:
        batch.state, batch.grid = BatchState.DRAFT, grid
        batch.save(update_fields=["state", "grid"])
    note(batch, by, Verb.UPDATE, "读取完成")
    return batch


@action
def refuse_file(*, by: Actor, batch: ImportBatch, refused: FileRefused) -> ImportBatch:
    """Note why a file cannot be read, and erase it."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    if batch.state == BatchState.READING:
        batch.state, batch.refusal = BatchState.REFUSED, refused.message[:300]
        batch.content = batch.grid = None
        batch.save(update_fields=["state", "refusal", "content", "grid"])
    words = words_of_refusal(batch.kind, refused.code, batch.file_size, batch.file_hash)
    note(batch, by, Verb.UPLOAD, words, Outcome.REFUSED)
    return batch


@action
def give_up_reading(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Give up a file that has not been read yet: it is erased, what it was called stays."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    if batch.state == BatchState.READING:
        batch.state = BatchState.DISCARDED
        batch.content = batch.grid = None
        batch.save(update_fields=["state", "content", "grid"])
    note(batch, by, Verb.UPDATE, "取消读取")
    return batch
