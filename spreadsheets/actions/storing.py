"""Storing an import: once, whole or not at all, and only what the person has seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from audit.models import Outcome, Verb
from audit.trail import action
from core.ahead import ahead
from core.bulk import check_references, insert_rows
from core.collecting import without_collecting
from core.scope import Actor
from spreadsheets import keeping, progress
from spreadsheets.actions.drafts import new_batch
from spreadsheets.actions.shared import locked, need, need_open, note, one_at_a_time
from spreadsheets.batches import place_of, plan_of
from spreadsheets.kinds import Kind, Place, PlannedRow, Written, kind_of
from spreadsheets.models import BatchState, ImportBatch, ImportRow, RowOutcome, SealedField, new_token
from spreadsheets.planning import STORED, Choices, Plan, make_plan
from spreadsheets.reader.book import Book
from spreadsheets.repairs.remembering import remember
from spreadsheets.stored_books import dump_book, load_book
from spreadsheets.updating import BY_SHEET

KEPT_AT_A_TIME = 5000
"""Rows of which what was done to them is in memory at a time."""


class PlanChanged(Exception):
    """The register has changed since the person saw the plan: it must be shown again before anything is stored."""


class NotImported(Exception):
    """The plan cannot be stored as it is; it is carried along, so that it can be told."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("not imported")
        self.plan = plan


@dataclass(frozen=True)
class Commit:
    """What a commit did."""

    batch: ImportBatch
    counts: dict[str, int]


@without_collecting()
def commit_batch(
    *, by: Actor, batch: ImportBatch, token: str, fingerprint: str, valid_only: bool = False
) -> Commit:
    """Store the batch, once: a second call with the same token gives back what the first did.

    Raises ``PlanChanged`` where the plan is no longer the one with ``fingerprint``, ``ValidationError`` where rows
    are refused and ``valid_only`` is not said, or where the batch is not open any more.
    """
    try:
        return _commit(by=by, batch=batch, token=token, fingerprint=fingerprint, valid_only=valid_only)
    except IntegrityError as clash:
        # Somebody registered the same person between our plan and our insert. Nothing of ours was stored.
        raise PlanChanged from clash


@action
def _commit(*, by: Actor, batch: ImportBatch, token: str, fingerprint: str, valid_only: bool) -> Commit:
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    if batch.token != token:
        if batch.committed_at is None:
            raise ValidationError("这一页已经过期，没有导入。请刷新页面后重新核对。")
        note(batch, by, Verb.IMPORT, "重复提交，没有再次导入", Outcome.REFUSED)
        return Commit(batch, batch.counts)
    need_open(batch)
    one_at_a_time(batch)
    plan = plan_of(batch, by=by, to_be_stored=True)
    if plan.fingerprint != fingerprint:
        plan = plan_of(batch, by=by)  # with nothing taken for settled: the page knows no other plan
        if plan.fingerprint != fingerprint:
            raise PlanChanged
    counts = _store(by=by, batch=batch, plan=plan, valid_only=valid_only)
    return Commit(batch, counts)


def _store(*, by: Actor, batch: ImportBatch, plan: Plan, valid_only: bool) -> dict[str, int]:
    """Store the good rows of ``plan`` for ``batch``; called inside a transaction that has locked it."""
    if plan.questions:
        raise ValidationError(plan.questions)
    refused = plan.counts["refuse"]
    if refused and not valid_only:
        raise ValidationError(
            f"还有 {refused} 行须修改，没有导入。可以改好后重新上传，或选择只导入可用的行。"
        )
    if refused == len(plan.rows):
        raise ValidationError("没有可以导入的行。")
    total = sum(plan.counts[outcome.value] for outcome in STORED)
    before = 0
    rest = False
    with closing(ahead(_prepared(plan))) as parts:
        for rows, good in parts:
            with progress.part(before, total):
                _store_part(by=by, batch=batch, plan=plan, rows=rows, good=good)
            before += len(good)
            rest = rest or any(row.is_refused and not row.is_foreign for row in rows)
    batch.counts = _counts_with(batch.counts, plan)
    batch.state = BatchState.PARTIAL if rest else BatchState.DONE
    batch.committed_at = timezone.now()
    batch.token = new_token()
    changed = ["counts", "state", "committed_at", "token"]
    if batch.state == BatchState.DONE and keeping.erased_at_once(batch):
        keeping.empty(batch)
        changed += keeping.ERASED_FIELDS
    batch.save(update_fields=changed)
    remember(plan, batch, by=by)
    words = {"create": "新增", "update": "更新", "unchanged": "无变化", "refuse": "未导入", "skip": "跳过"}
    detail = "，".join(f"{words[k]} {v} 行" for k, v in plan.counts.items() if v)
    note(batch, by, Verb.IMPORT, f"{plan.kind.title}：{detail}")
    return plan.counts


def _prepared(plan: Plan) -> Iterator[tuple[Sequence[PlannedRow], Sequence[PlannedRow]]]:
    """Yield the rows part by part, with those of them that are to be stored, which are ready for it."""
    for rows in plan.parts():
        good = [row for row in rows if row.outcome in STORED]
        plan.kind.prepare(good, plan.context)
        yield rows, good


def _store_part(
    *, by: Actor, batch: ImportBatch, plan: Plan, rows: Sequence[PlannedRow], good: Sequence[PlannedRow]
) -> None:
    """Store the ``good`` ones of ``rows``, and keep what was done with each and which change nothing."""
    written = progress.counted(plan.kind.write(good, plan.context, by=by), "存入", len(good))
    kept = 0
    while some := list(islice(written, KEPT_AT_A_TIME)):
        _keep_rows(batch, plan.kind, some, ())
        kept += len(some)
        progress.at("记下每一行", kept, len(good))
    _keep_rows(batch, plan.kind, (), [row for row in rows if row.outcome is RowOutcome.UNCHANGED])
    check_references()


@without_collecting()
def import_book(  # noqa: PLR0913  one keyword for each thing that the import depends on
    *,
    by: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    book: Book,
    place: Place,
    valid_only: bool,
    subject: str = "",
    mode: str = BY_SHEET,
    in_full: bool = False,
) -> Plan:
    """Plan and store a file in one go, and return the plan, ``in_full`` with the values of rows that change nothing.

    ``book`` is empty afterwards, for it takes much memory while rows are stored.
    Raises :class:`NotImported`, nothing written, where rows are refused and ``valid_only`` is not said, or where
    there is nothing to store.
    """
    batch = new_batch(
        by=by, kind=kind, file_name=file_name, content=content, place=place, subject=subject, mode=mode
    )
    try:
        return _import_book(by=by, batch=batch, book=book, valid_only=valid_only, in_full=in_full)
    except IntegrityError:
        # Somebody registered the same person between our plan and our insert: now the plan knows.
        batch.pk = None
        again = load_book(batch.grid)
        return _import_book(by=by, batch=batch, book=again, valid_only=valid_only, in_full=in_full)


@action
def _import_book(*, by: Actor, batch: ImportBatch, book: Book, valid_only: bool, in_full: bool) -> Plan:
    kind, place = kind_of(batch.kind), place_of(batch)
    need(by, kind, place)
    one_at_a_time(batch)
    choices = Choices.load(batch.chosen_columns)
    storing = None if in_full else batch
    plan = make_plan(book=book, kind=kind, by=by, place=place, choices=choices, storing=storing)
    refused = plan.counts["refuse"]
    if plan.questions or (refused and not valid_only) or refused == len(plan.rows):
        raise NotImported(plan)
    batch.grid = dump_book(book)
    book.sheets.clear()
    batch.insert()
    _store(by=by, batch=batch, plan=plan, valid_only=valid_only)
    return plan


def _counts_with(earlier: Mapping[str, int], plan: Plan) -> dict[str, int]:
    """Add what was stored now to what an earlier commit of the same file has stored; the rest is as it is now."""
    stored = ("create", "update", "unchanged")
    return {k: v + (earlier.get(k, 0) if k in stored else 0) for k, v in plan.counts.items()}


def _keep_rows(
    batch: ImportBatch, kind: Kind, written: Sequence[Written], unchanged: Sequence[PlannedRow]
) -> None:
    fields = ("before", "after")
    sealed = {name: ImportRow._meta.get_field(name) for name in fields}
    columns = [
        "batch_id",
        "sheet",
        "number",
        "outcome",
        "object_key",
        *fields,
        "revision",
        "undone",
        "kept_because",
        "digest",
    ]

    def digest_of(row: PlannedRow) -> int | None:
        return row.digest if row.digest is not None and kind.settles(row) else None

    insert_rows(
        ImportRow,
        columns,
        (
            *(
                [batch.pk, w.row.sheet, w.row.number, w.row.outcome.value, w.key,
                 _seal(sealed["before"], w.before), _seal(sealed["after"], w.after), w.revision, False, "",
                 digest_of(w.row)]
                for w in written
            ),
            *(
                [batch.pk, r.sheet, r.number, r.outcome.value, r.key, None, None, r.revision, False, "", digest_of(r)]
                for r in unchanged
            ),
        ),
    )  # fmt: skip


def _seal(field: Any, value: dict[str, Any]) -> bytes | None:  # noqa: ANN401  one of our sealed fields
    assert isinstance(field, SealedField)  # noqa: S101  for the type checker
    return field.get_prep_value(value) if value else None
