"""Reading what a batch holds: its cells, its plan, what the person chose before."""

from __future__ import annotations

from core.scope import Actor
from spreadsheets.kinds import Kind, Place, kind_of
from spreadsheets.mapping import TableMapping, map_table
from spreadsheets.models import BatchState, ImportBatch, ImportRow
from spreadsheets.planning import Choices, Plan, make_plan
from spreadsheets.reader.book import Book
from spreadsheets.repairs.remembering import memory_for
from spreadsheets.repairs.steps import Repairs, effect_of, load_steps
from spreadsheets.stored_books import load_book


def plan_of(batch: ImportBatch, *, by: Actor, to_be_stored: bool = False) -> Plan:
    """Plan what is still to be imported of ``batch``, true of the database as it is now.

    One ``to_be_stored`` is not for showing: see ``storing`` of ``make_plan``.
    """
    kind = kind_of(batch.kind)
    return make_plan(
        book=book_of(batch),
        kind=kind,
        by=by,
        place=place_of(batch),
        choices=Choices.load(batch.chosen_columns),
        remembered=remembered_choices(batch),
        done=done_in(batch),
        repairs=repairs_of(batch),
        storing=batch if to_be_stored else None,
    )


def done_in(batch: ImportBatch) -> frozenset[str]:
    """Return the rows of its file that ``batch`` has stored."""
    places = batch.rows.filter(old_file=0).values_list("sheet", "number")
    return frozenset(f"{sheet}!{number}" for sheet, number in places)


def questions_of(batch: ImportBatch, *, by: Actor) -> list[str]:
    """Return what must be answered before ``batch`` can be planned."""
    plan = make_plan(
        book=book_of(batch),
        kind=kind_of(batch.kind),
        by=by,
        place=place_of(batch),
        choices=Choices.load(batch.chosen_columns),
        remembered=remembered_choices(batch),
        with_rows=False,
    )
    return plan.questions


def book_of(batch: ImportBatch) -> Book:
    """Return the cells of the uploaded file, as the reader gave them when it was uploaded."""
    return load_book(batch.grid)


def repairs_of(batch: ImportBatch) -> Repairs:
    """Return what the person's steps come to."""
    return effect_of(load_steps(batch.repairs))


def place_of(batch: ImportBatch) -> Place:
    """Return where the batch goes."""
    return Place(batch.committee_key, batch.branch_key, "")


def remembered_choices(batch: ImportBatch) -> dict[str, str]:
    """Return what the same person chose for the same headers in earlier imports of this kind, and what is shared."""
    return memory_for(batch).headers


def earlier_of(batch: ImportBatch, *, by: Actor) -> ImportBatch | None:
    """Return the last other import of the very same file to the same place, as far as ``by`` may see it."""
    same = {"kind": batch.kind, "committee_key": batch.committee_key, "branch_key": batch.branch_key}
    found = ImportBatch.objects.visible_to(by).filter(file_hash=batch.file_hash, **same)
    telling = found.exclude(pk=batch.pk).exclude(state__in=(BatchState.DISCARDED, BatchState.REFUSED))
    return telling.defer("content", "grid", "repairs").first()


def automatic_mappings(batch: ImportBatch, plan: Plan) -> list[TableMapping]:
    """Return what the columns of ``plan`` would be taken for if the person had chosen nothing."""
    remembered = remembered_choices(batch)
    return [map_table(mapping.table, plan.kind, {}, remembered) for mapping in plan.mappings]


def changes_of(kind: Kind, row: ImportRow) -> list[tuple[str, str, str]]:
    """Return what an update changed, as title, before and after, personal numbers masked."""
    before, after = row.before or {}, row.after or {}
    return [
        (kind.by_field[name].title, kind.shown(name, before.get(name)), kind.shown(name, after.get(name)))
        for name in after
        if name in kind.by_field
    ]


def notes_of(kind: Kind, row: ImportRow) -> list[str]:
    """Return what an update did besides changing columns, in words."""
    return [words for name, words in kind.beyond_columns.items() if (row.after or {}).get(name)]
