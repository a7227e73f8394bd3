"""Drafts: uploading a file, deciding about its columns and rows, giving it up."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath, PureWindowsPath

from django.core.exceptions import ValidationError

from audit.models import Outcome, Verb
from audit.trail import action, record
from core.scope import Actor
from spreadsheets.actions.shared import locked, need, need_open, note
from spreadsheets.batches import place_of
from spreadsheets.kinds import Place, kind_of
from spreadsheets.models import BatchState, ImportBatch
from spreadsheets.planning import Choices, lay_out
from spreadsheets.reader import FileRefused, read_book
from spreadsheets.reader.book import Book
from spreadsheets.stored_books import dump_book
from spreadsheets.updating import BY_SHEET, MODES

NAME_LENGTH = 100
FINGERPRINT = 16
LONG_NUMBER = re.compile(r"[0-9]{7,}[Xx]?")


def clean_file_name(name: str) -> str:
    """Return what may be shown of the name of an uploaded file: no path, nothing unprintable, not too long."""
    base = PurePosixPath(PureWindowsPath(name).name).name
    base = "".join(char for char in base if char.isprintable()).strip()
    if len(base) > NAME_LENGTH:
        stem, dot, suffix = base.rpartition(".")
        base = f"{stem[: NAME_LENGTH - 12]}…{dot}{suffix[:10]}" if dot else f"{base[: NAME_LENGTH - 1]}…"
    return base or "未命名"


def new_batch(  # noqa: PLR0913  one for each thing that is known of a file
    *,
    by: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    place: Place,
    subject: str = "",
    mode: str = BY_SHEET,
) -> ImportBatch:
    """Return a batch for a file, not stored yet and without its cells."""
    return ImportBatch(
        kind=kind,
        file_name=clean_file_name(file_name),
        file_hash=hashlib.sha256(content).hexdigest(),
        file_size=len(content),
        content=content,
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        owner_key=by.pk,
        owner_name=by.name,
        chosen_columns=Choices(subject=subject, mode=mode).store() if subject or mode else {},
    )


def upload_file(  # noqa: PLR0913  as above
    *,
    by: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    place: Place,
    subject: str = "",
    book: Book | None = None,
) -> ImportBatch:
    """Read a file and keep it as a draft; raise ``FileRefused`` where it cannot be read or holds no table.

    ``subject`` is the key of what all its rows belong to, where the kind has such a thing; ``book`` is the file if it
    has been read before.
    Reading may take seconds, so it goes before the transaction that stores the draft.
    """
    need(by, kind_of(kind), place)
    book = book or read_book(content)
    lay_out(book, kind_of(kind))
    batch = new_batch(by=by, kind=kind, file_name=file_name, content=content, place=place, subject=subject)
    batch.grid = dump_book(book)
    return _keep_draft(by=by, batch=batch)


@action
def _keep_draft(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    need(by, kind_of(batch.kind), place_of(batch))
    batch.save(force_insert=True)
    note(batch, by, Verb.UPLOAD)
    return batch


def words_of_refusal(kind: str, code: str, size: int = 0, digest: str = "") -> str:
    """Say in the log why a file was refused, and which file it was, as far as it was read."""
    which = f"，{size} 字节，指纹 {digest[:FINGERPRINT]}" if digest else ""
    return f"{kind_of(kind).title}：{code}{which}"


@action
def note_refused_file(  # noqa: PLR0913  one for each thing that is known of the file
    *,
    by: Actor,
    kind: str,
    file_name: str,
    refused: FileRefused,
    place: Place,
    content: bytes | None = None,
) -> None:
    """Leave a trace of a file that was refused, or at which the reader died: why, how large, and its fingerprint.

    Of ``content`` nothing else is kept, and of the name no long number, which may be somebody's. Without content, the
    file was too large to be taken at all.
    """
    known = (len(content), hashlib.sha256(content).hexdigest()) if content is not None else ()
    record(
        by=by,
        verb=Verb.UPLOAD,
        kind="spreadsheets.importbatch",
        words=LONG_NUMBER.sub("…", clean_file_name(file_name)),
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        outcome=Outcome.REFUSED,
        detail=words_of_refusal(kind, refused.code, *known),
    )


@action
def choose(*, by: Actor, batch: ImportBatch, choices: Choices) -> ImportBatch:
    """Keep what the person decided about sheets, columns and rows."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    need_open(batch)
    batch.chosen_columns = choices.store()
    batch.save(update_fields=["chosen_columns"])
    note(batch, by, Verb.UPDATE, "核对列名")
    return batch


@action
def set_mode(*, by: Actor, batch: ImportBatch, mode: str) -> ImportBatch:
    """Let the import update by the sheet, or fill blanks only: ``mode`` is one of ``updating.MODES``."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    need_open(batch)
    if mode not in MODES:
        raise ValidationError("请选“以表格为准”或“只补空白”。")
    batch.chosen_columns = {**batch.chosen_columns, "mode": mode}
    batch.save(update_fields=["chosen_columns"])
    note(batch, by, Verb.UPDATE, f"更新方式：{MODES[mode]}")
    return batch


@action
def discard_batch(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Give up a draft: its content is erased, what it was called stays."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    need_open(batch)
    batch.state = BatchState.DONE if batch.state == BatchState.PARTIAL else BatchState.DISCARDED
    batch.content = batch.grid = batch.repairs = None
    batch.save(update_fields=["state", "content", "grid", "repairs"])
    note(batch, by, Verb.UPDATE, "放弃余下的行" if batch.state == BatchState.DONE else "放弃导入")
    return batch
