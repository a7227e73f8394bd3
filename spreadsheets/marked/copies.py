"""The marked copy of an upload."""

from __future__ import annotations

from pathlib import PurePosixPath

from spreadsheets.batches import book_of
from spreadsheets.marked.marks import mark_of
from spreadsheets.marked.orders import orders_of
from spreadsheets.marked.rebuilt import rebuilt
from spreadsheets.marked.repairs import values_of
from spreadsheets.models import ImportBatch
from spreadsheets.planning import Plan
from spreadsheets.reader.marking.process import mark_in_process
from spreadsheets.workbooks import ExportedFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = "（已标注）"


class NotMarked(Exception):
    """The copy could not be made, whatever way was tried."""


def marked_copy(batch: ImportBatch, plan: Plan) -> ExportedFile:
    """Return the uploaded workbook as it was sent, its faults marked; raise :class:`NotMarked`.

    What is no .xlsx, or cannot be edited where it stands, is made anew from what was read. Cells that were repaired in
    the browser say what was typed.
    """
    book = book_of(batch)
    orders = orders_of(plan, book, mark=mark_of(batch), values=values_of(plan))
    content = bytes(batch.content) if book.kind == "xlsx" and batch.content is not None else None
    marked = mark_in_process(content, orders) if content is not None else None
    if marked is None:
        marked = mark_in_process(rebuilt(book), orders)
    if marked is None:
        raise NotMarked
    faulty = sum(not row.is_foreign for row in plan.refused)
    return ExportedFile(marked_name(batch.file_name), marked, XLSX, faulty)


def marked_name(name: str) -> str:
    """Return how the copy of a file is called, once marked or again."""
    stem = PurePosixPath(name).stem.removesuffix(SUFFIX)
    return f"{stem}{SUFFIX}.xlsx"
