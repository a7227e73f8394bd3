"""A repaired file in place of the one that a batch holds; what was said and stored of its rows stays with them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from audit.models import Verb
from audit.trail import action
from core.bulk import update_rows
from core.scope import Actor
from spreadsheets.actions.drafts import clean_file_name
from spreadsheets.actions.shared import locked, need, need_open, note
from spreadsheets.batches import book_of, place_of, plan_of
from spreadsheets.kinds import kind_of
from spreadsheets.layout import Table
from spreadsheets.marked.comparing import Comparison, compare, texts_in
from spreadsheets.marked.continuing import Progress, carried, progress, refuse_other_file
from spreadsheets.marked.repairs import Carrier, Names, names_in
from spreadsheets.models import ImportBatch, ImportRow, new_token
from spreadsheets.pages import faulty_rows
from spreadsheets.planning import Choices, Plan, lay_out
from spreadsheets.reader import FileRefused, read_book
from spreadsheets.reader.book import Book
from spreadsheets.repairs.steps import load_steps, store_steps
from spreadsheets.stored_books import dump_book

IN_BETWEEN = 30_000
"""Numbers of old files from here on are used only while rows change places."""


def replace_content(
    *, by: Actor, batch: ImportBatch, file_name: str, content: bytes, book: Book | None = None
) -> Progress:
    """Let ``batch`` go on with a repaired file, and tell what has become of the rows that had to be repaired.

    ``book`` is the file if it has been read before. Raises ``FileRefused`` where it cannot be read or is another one,
    ``ValidationError`` where the batch has come to its end.
    """
    need(by, kind_of(batch.kind), place_of(batch))
    need_open(batch)
    book = book or read_book(content)
    tables = lay_out(book, kind_of(batch.kind)).tables
    plan = plan_of(batch, by=by)
    before, names = _faulty(plan), names_in(plan)
    comparison = _replace(
        by=by, batch=batch, file_name=file_name, content=content, stored_book=book, tables=tables, names=names
    )
    after = _faulty(plan_of(ImportBatch.objects.get(pk=batch.pk), by=by))
    return progress(before, after, comparison)


@action
def _replace(  # noqa: PLR0913  one for each thing that is known of a file
    *,
    by: Actor,
    batch: ImportBatch,
    file_name: str,
    content: bytes,
    stored_book: Book,
    tables: Sequence[Table],
    names: Names,
) -> Comparison:
    batch = locked(batch)
    kind = kind_of(batch.kind)
    need(by, kind, place_of(batch))
    need_open(batch)
    old = lay_out(book_of(batch), kind).tables
    comparison = compare(old, tables)
    refuse_other_file(old, tables, comparison)
    choices = carried(Choices.load(batch.chosen_columns), old, tables, comparison)
    batch.chosen_columns = {**batch.chosen_columns, **choices.store()}
    carrier = Carrier(comparison, texts_in(old), texts_in(tables), names)
    batch.repairs = store_steps(carrier.carried(load_steps(batch.repairs)))
    batch.file_name = clean_file_name(file_name)
    batch.file_hash = hashlib.sha256(content).hexdigest()
    batch.file_size = len(content)
    batch.content = content
    batch.grid = dump_book(stored_book)
    batch.token = new_token()
    fields = ["chosen_columns", "repairs", "file_name", "file_hash", "file_size", "content", "grid", "token"]
    batch.save(update_fields=fields)
    _move_rows(batch, comparison)
    note(
        batch,
        by,
        Verb.UPLOAD,
        f"上传改好的表：{len(comparison.same)} 行相同，{len(comparison.edited)} 行有改动",
    )
    return comparison


def _move_rows(batch: ImportBatch, comparison: Comparison) -> None:
    """Let what was stored of a row stand where the row stands now; of a row that is not as it was, in an old file."""
    stored = batch.rows.filter(old_file=0).values_list("pk", "sheet", "number")
    now = {
        key: (f"{sheet}!{number}", comparison.same.get(f"{sheet}!{number}", ""))
        for key, sheet, number in stored
    }
    last = batch.rows.order_by("-old_file").values_list("old_file", flat=True).first() or 0
    moved = {key: place for key, (before, place) in now.items() if place and place != before}
    gone = [key for key, (_, place) in now.items() if not place]
    columns = ("old_file", "sheet", "number")
    if moved:  # through a file that is none, since two rows may change places
        update_rows(ImportRow, columns[:1], [(IN_BETWEEN, key) for key in moved])
    if gone:
        update_rows(ImportRow, columns[:1], [(last + 1, key) for key in gone])
    if moved:
        places = ((key, *place.rpartition("!")[::2]) for key, place in moved.items())
        update_rows(ImportRow, columns, [(0, sheet, int(number), key) for key, sheet, number in places])


def _faulty(plan: Plan) -> set[str]:
    return {row.place for row in faulty_rows(plan)}


__all__ = ["FileRefused", "replace_content"]
