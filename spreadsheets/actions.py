"""Every write of an import: upload, choosing columns, commit, undo, giving up a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from audit.models import Outcome, Verb
from audit.trail import action, record
from core.bulk import insert_rows
from core.scope import Actor
from spreadsheets.kinds import Kind, Place, Written, kind_of
from spreadsheets.mapping import TableMapping, map_table
from spreadsheets.models import BatchState, ImportBatch, ImportRow, RowOutcome, SealedField, new_token
from spreadsheets.planning import Choices, Plan, lay_out, make_plan
from spreadsheets.reader import FileRefused, read_book
from spreadsheets.reader.book import Book
from spreadsheets.stored_books import dump_book, load_book

NAME_LENGTH = 100
REMEMBERED_BATCHES = 10


class PlanChanged(Exception):
    """The register has changed since the person saw the plan: it must be shown again before anything is stored."""


def clean_file_name(name: str) -> str:
    """Return what may be shown of the name of an uploaded file: no path, nothing unprintable, not too long."""
    base = PurePosixPath(PureWindowsPath(name).name).name
    base = "".join(char for char in base if char.isprintable()).strip()
    if len(base) > NAME_LENGTH:
        stem, dot, suffix = base.rpartition(".")
        base = f"{stem[: NAME_LENGTH - 12]}…{dot}{suffix[:10]}" if dot else f"{base[: NAME_LENGTH - 1]}…"
    return base or "未命名"


@action
def upload_file(*, by: Actor, kind: str, file_name: str, content: bytes, place: Place) -> ImportBatch:
    """Read a file and keep it as a draft; raise ``FileRefused`` where it cannot be read or holds no table."""
    sheet = kind_of(kind)
    _need(by, sheet, place)
    book = read_book(content)
    lay_out(book, sheet)
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name=clean_file_name(file_name),
        file_hash=hashlib.sha256(content).hexdigest(),
        file_size=len(content),
        content=content,
        grid=dump_book(book),
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        owner_key=by.pk,
        owner_name=by.name,
    )
    _note(batch, by, Verb.UPLOAD)
    return batch


@action
def note_refused_file(*, by: Actor, kind: str, file_name: str, refused: FileRefused, place: Place) -> None:
    """Leave a trace of a file that could not be read."""
    record(
        by=by,
        verb=Verb.UPLOAD,
        kind="spreadsheets.importbatch",
        words=clean_file_name(file_name),
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        outcome=Outcome.REFUSED,
        detail=f"{kind_of(kind).title}：{refused.code}",
    )


@action
def choose(*, by: Actor, batch: ImportBatch, choices: Choices) -> ImportBatch:
    """Keep what the person decided about sheets, columns and rows."""
    batch = _locked(batch)
    _need(by, kind_of(batch.kind), place_of(batch))
    _need_open(batch)
    batch.chosen_columns = choices.store()
    batch.save(update_fields=["chosen_columns"])
    _note(batch, by, Verb.UPDATE, "核对列名")
    return batch


@action
def discard_batch(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Give up a draft: its content is erased, what it was called stays."""
    batch = _locked(batch)
    _need(by, kind_of(batch.kind), place_of(batch))
    _need_open(batch)
    batch.state = BatchState.DONE if batch.state == BatchState.PARTIAL else BatchState.DISCARDED
    batch.content = batch.grid = None
    batch.save(update_fields=["state", "content", "grid"])
    _note(batch, by, Verb.UPDATE, "放弃余下的行" if batch.state == BatchState.DONE else "放弃导入")
    return batch


def plan_of(batch: ImportBatch, *, by: Actor) -> Plan:
    """Plan what is still to be imported of ``batch``, true of the database as it is now."""
    kind = kind_of(batch.kind)
    return make_plan(
        book=book_of(batch),
        kind=kind,
        by=by,
        place=place_of(batch),
        choices=Choices.load(batch.chosen_columns),
        remembered=remembered_choices(batch),
        done=frozenset(f"{sheet}!{number}" for sheet, number in batch.rows.values_list("sheet", "number")),
    )


def book_of(batch: ImportBatch) -> Book:
    """Return the cells of the uploaded file, as the reader gave them when it was uploaded."""
    return load_book(batch.grid)


def place_of(batch: ImportBatch) -> Place:
    """Return where the batch goes."""
    return Place(batch.committee_key, batch.branch_key, "")


def remembered_choices(batch: ImportBatch) -> dict[str, str]:
    """Return what the same person chose for the same headers in earlier imports of this kind."""
    found: dict[str, str] = {}
    earlier = ImportBatch.objects.filter(
        kind=batch.kind,
        owner_key=batch.owner_key,
        committed_at__isnull=False,
        created_at__lt=batch.created_at,
    ).exclude(owner_key=None)
    for stored in earlier.order_by("-created_at").values_list("chosen_columns", flat=True)[
        :REMEMBERED_BATCHES
    ]:
        for header, field in stored.get("headers", {}).items():
            found.setdefault(header, field)
    return found


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


@dataclass(frozen=True)
class Commit:
    """What a commit did."""

    batch: ImportBatch
    counts: dict[str, int]


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
    batch = _locked(batch)
    _need(by, kind_of(batch.kind), place_of(batch))
    if batch.token != token:
        if batch.committed_at is None:
            raise ValidationError("这一页已经过期，没有导入。请刷新页面后重新核对。")
        _note(batch, by, Verb.IMPORT, "重复提交，没有再次导入", Outcome.REFUSED)
        return Commit(batch, batch.counts)
    _need_open(batch)
    _one_at_a_time(batch)
    plan = plan_of(batch, by=by)
    if plan.fingerprint != fingerprint:
        raise PlanChanged
    counts = store_plan(by=by, batch=batch, plan=plan, valid_only=valid_only)
    return Commit(batch, counts)


def store_plan(*, by: Actor, batch: ImportBatch, plan: Plan, valid_only: bool) -> dict[str, int]:
    """Store the good rows of ``plan`` for ``batch``; called inside a transaction that has locked it."""
    if plan.questions:
        raise ValidationError(plan.questions)
    if plan.refused and not valid_only:
        raise ValidationError(
            f"还有 {len(plan.refused)} 行须修改，没有导入。可以改好后重新上传，或选择只导入可用的行。"
        )
    if all(row.is_refused for row in plan.rows):
        raise ValidationError("没有可以导入的行。")
    written = list(plan.kind.write(plan.good, plan.context, by=by))
    _keep_rows(batch, plan, written)
    rest = bool(plan.refused)
    batch.counts = _counts_with(batch.counts, plan)
    batch.state = BatchState.PARTIAL if rest else BatchState.DONE
    batch.committed_at = timezone.now()
    batch.token = new_token()
    batch.chosen_columns = {**batch.chosen_columns, "headers": _headers(plan)}
    batch.save(update_fields=["counts", "state", "committed_at", "token", "chosen_columns"])
    words = {"create": "新增", "update": "更新", "unchanged": "无变化", "refuse": "未导入", "skip": "跳过"}
    detail = "，".join(f"{words[k]} {v} 行" for k, v in plan.counts.items() if v)
    _note(batch, by, Verb.IMPORT, f"{plan.kind.title}：{detail}")
    return plan.counts


@action
def undo_batch(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Take an import back, keeping what was edited since; raise ``ValidationError`` where there is nothing to undo."""
    batch = _locked(batch)
    kind = kind_of(batch.kind)
    _need(by, kind, place_of(batch))
    if batch.state not in (BatchState.DONE, BatchState.PARTIAL):
        raise ValidationError("这次导入还没有存入，或者已经撤销过了。")
    _one_at_a_time(batch)
    changed = (RowOutcome.CREATE, RowOutcome.UPDATE)
    rows = list(batch.rows.filter(outcome__in=changed, undone=False).order_by("-pk"))
    kind.undo(rows, by=by)
    ImportRow.objects.bulk_update(rows, ["undone", "kept_because"], batch_size=500)
    kept = sum(1 for row in rows if not row.undone)
    batch.state = BatchState.UNDONE
    batch.undone_at = timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    _note(
        batch,
        by,
        Verb.UNDO,
        f"撤销 {len(rows) - kept} 行" + (f"，保留 {kept} 行导入后又修改过的" if kept else ""),
    )
    return batch


def _counts_with(earlier: Mapping[str, int], plan: Plan) -> dict[str, int]:
    """Add what was stored now to what an earlier commit of the same file has stored; the rest is as it is now."""
    stored = ("create", "update", "unchanged")
    return {k: v + (earlier.get(k, 0) if k in stored else 0) for k, v in plan.counts.items()}


def _keep_rows(batch: ImportBatch, plan: Plan, written: Sequence[Written]) -> None:
    fields = ("before", "after")
    sealed = {name: ImportRow._meta.get_field(name) for name in fields}
    unchanged = [r for r in plan.rows if r.outcome is RowOutcome.UNCHANGED]
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
    ]
    insert_rows(
        ImportRow,
        columns,
        (
            *(
                [batch.pk, w.row.sheet, w.row.number, w.row.outcome.value, w.key,
                 _seal(sealed["before"], w.before), _seal(sealed["after"], w.after), w.revision, False, ""]
                for w in written
            ),
            *(
                [batch.pk, r.sheet, r.number, r.outcome.value, r.key, None, None, r.revision, False, ""]
                for r in unchanged
            ),
        ),
    )  # fmt: skip


def _seal(field: Any, value: dict[str, Any]) -> bytes | None:  # noqa: ANN401  one of our sealed fields
    assert isinstance(field, SealedField)  # noqa: S101  for the type checker
    return field.get_prep_value(value) if value else None


def _headers(plan: Plan) -> dict[str, str]:
    return {
        match.column.key: match.field or "-"
        for mapping in plan.mappings
        for match in mapping.matches
        if match.why == "您的选择" and match.column.key
    }


def _locked(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def _one_at_a_time(batch: ImportBatch) -> None:
    """Let imports of one kind into one committee follow each other, so that each sees what the last one stored."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [batch.kind, batch.committee_key]
            )


def _need(by: Actor, kind: Kind, place: Place) -> None:
    if not any(
        (p.committee_key, p.branch_key) == (place.committee_key, place.branch_key) for p in kind.places(by=by)
    ):
        raise PermissionDenied


def _need_open(batch: ImportBatch) -> None:
    if batch.state not in (BatchState.DRAFT, BatchState.PARTIAL) or batch.content is None:
        raise ValidationError("这次导入已经结束，不能再改。需要时请重新上传。")


def _note(
    batch: ImportBatch, by: Actor, verb: Verb, detail: str = "", outcome: Outcome = Outcome.DONE
) -> None:
    record(
        by=by,
        verb=verb,
        outcome=outcome,
        obj=batch,
        committee_key=batch.committee_key,
        branch_key=batch.branch_key,
        detail=detail or kind_of(batch.kind).title,
    )


class NotImported(Exception):
    """The plan cannot be stored as it is; it is carried along, so that it can be told."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("not imported")
        self.plan = plan


def import_book(  # noqa: PLR0913  one keyword for each thing that the import depends on
    *, by: Actor, kind: str, file_name: str, content: bytes, book: Book, place: Place, valid_only: bool
) -> Plan:
    """Plan and store a file in one go, and return the plan.

    Raises :class:`NotImported`, nothing written, where rows are refused and ``valid_only`` is not said, or where
    there is nothing to store.
    """
    batch = ImportBatch(
        kind=kind,
        file_name=clean_file_name(file_name),
        file_hash=hashlib.sha256(content).hexdigest(),
        file_size=len(content),
        content=content,
        committee_key=place.committee_key,
        branch_key=place.branch_key,
        owner_key=by.pk,
        owner_name=by.name,
    )
    try:
        return _import_book(by=by, batch=batch, book=book, valid_only=valid_only)
    except IntegrityError:
        # Somebody registered the same person between our plan and our insert: now the plan knows.
        batch.pk = None
        return _import_book(by=by, batch=batch, book=book, valid_only=valid_only)


@action
def _import_book(*, by: Actor, batch: ImportBatch, book: Book, valid_only: bool) -> Plan:
    kind, place = kind_of(batch.kind), place_of(batch)
    _need(by, kind, place)
    _one_at_a_time(batch)
    plan = make_plan(book=book, kind=kind, by=by, place=place)
    nothing_to_store = all(row.is_refused for row in plan.rows)
    if plan.questions or (plan.refused and not valid_only) or nothing_to_store:
        raise NotImported(plan)
    batch.grid = dump_book(book)
    batch.save(force_insert=True)
    store_plan(by=by, batch=batch, plan=plan, valid_only=valid_only)
    return plan
