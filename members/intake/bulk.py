"""Storing the rows of a roster in bulk, by the same rules as the actions, and undoing them.

Called inside the transaction of the import's own action, which leaves the audit entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import models
from django.utils import timezone

from core import crypto
from core.bulk import insert_rows, reserve_keys, update_rows
from core.fields import BlindIndexField, EncryptedTextField
from core.partial_dates import PartialDate
from core.scope import Actor
from members.choices import Departure, PartyStatus
from members.intake.lookups import MemberLookups
from members.intake.register import CHUNK, batched
from members.models import Contact, Enrolment, Member
from members.names import pinyin_of
from spreadsheets import progress
from spreadsheets.kinds import PlannedRow, Written
from spreadsheets.models import ImportRow, RowOutcome

COLUMNS = tuple(field for field in Member._meta.concrete_fields if not field.primary_key)
NAMES = [str(field.column) for field in COLUMNS]
ENROLMENT = ["member_id", "branch_id", "started_on", "ended_on", "outcome", "note"]
KEPT_EDITED = "导入之后又修改过，保留现在的内容"
KEPT_CONTACTED = "导入之后已有联系记录，保留"
VOID_NOTE = "导入已撤销"


@dataclass(frozen=True, slots=True)
class Ready:
    """A row as the tables take it: the member's columns, personal data encrypted, and the enrolment."""

    columns: tuple[Any, ...]
    branch_key: int
    started_on: str


def prepare(rows: Sequence[PlannedRow], context: MemberLookups) -> None:
    """Make rows ready to be created: look up, add pinyin, encrypt; the database is not asked."""
    created = [row for row in rows if row.outcome is RowOutcome.CREATE]
    places = _places(created, context)
    now = timezone.now()
    defaults = {f.attname: f.get_default() for f in COLUMNS} | {
        "committee_id": context.place.committee_key,
        "party_status": PartyStatus.NORMAL.value,
        "revision": 1,
        "created_at": now,
        "updated_at": now,
    }
    records = (
        {**defaults, **values_of(row, context), "branch_id": places[row.values["branch"]]} for row in created
    )
    for row, columns in zip(created, _sealed(records), strict=True):
        started_on = row.values.get("arrived_on") or context.today.isoformat()
        row.prepared = Ready(columns, places[row.values["branch"]], started_on)


def write(rows: Sequence[PlannedRow], context: MemberLookups, *, by: Actor) -> Iterator[Written]:
    """Store rows to be created, which are prepared, and updated; yield what was done with each."""
    del by
    yield from _create([r for r in rows if r.outcome is RowOutcome.CREATE])
    yield from _update([r for r in rows if r.outcome is RowOutcome.UPDATE], context, timezone.now())


def values_of(row: PlannedRow, context: MemberLookups) -> dict[str, Any]:
    """Return the row as columns of the member's table take it, personal data still in clear."""
    values = dict(row.record)
    if "enterprise" in values:
        found = context.enterprise_called(row.values["enterprise"]) if values["enterprise"] else None
        values["enterprise_id"] = found[0] if found else None
        del values["enterprise"]
    values["name_pinyin"], values["name_initials"] = pinyin_of(values["name"])
    return values


def _create(rows: Sequence[PlannedRow]) -> Iterator[Written]:
    if not rows:
        return
    keys = reserve_keys(Member, len(rows))
    pairs = progress.counted(zip(keys, rows, strict=True), "存入", len(rows))
    columns = [*NAMES, str(Member._meta.pk.column)]
    insert_rows(Member, columns, ((*row.prepared.columns, key) for key, row in pairs))
    stays = ((key, row.prepared) for key, row in zip(keys, rows, strict=True))
    insert_rows(Enrolment, ENROLMENT, ((key, r.branch_key, r.started_on, None, "", "") for key, r in stays))
    for key, row in zip(keys, rows, strict=True):
        yield Written(row, key, {}, {}, 1)


def _sealed(records: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Yield the columns of each record as the database keeps them: encrypted, indexed."""
    ciphers = [(f.attname, crypto.encrypter(f.place)) for f in COLUMNS if isinstance(f, EncryptedTextField)]
    indexes = [
        (f.attname, f.source, crypto.indexer(f.source)) for f in COLUMNS if isinstance(f, BlindIndexField)
    ]
    cut = itemgetter(*(f.attname for f in COLUMNS))
    for record in records:
        for name, source, index_of in indexes:
            record[name] = record[name] or index_of(record[source]) or None
        for name, encrypt in ciphers:
            record[name] = encrypt(record[name])
        yield cut(record)


def _places(rows: Sequence[PlannedRow], context: MemberLookups) -> dict[str, int]:
    """Return the branches that ``rows`` name."""
    return {name: _branch_key(name, context) for name in {row.values["branch"] for row in rows}}


def _branch_key(name: str, context: MemberLookups) -> int:
    branch = context.branch_called(name)
    if branch is None:
        message = "a row has lost its branch between judging and storing"
        raise LookupError(message)
    return branch.pk


def _update(rows: Sequence[PlannedRow], context: MemberLookups, now: datetime) -> Iterator[Written]:
    again = [row for row in rows if "enrolment" in row.changes]
    places = _places(again, context)
    today = context.today.isoformat()
    insert_rows(
        Enrolment,
        ENROLMENT,
        [
            (row.key, places[row.values["branch"]], row.values.get("arrived_on") or today, None, "", "")
            for row in again
        ],
    )
    for some in batched(rows, CHUNK):
        members = _locked([row.key or 0 for row in some])
        for row in some:
            member = members[row.key or 0]
            values = values_of(row, context)
            if "enrolment" in row.changes:
                values["branch_id"] = places[row.values["branch"]]
            before, after = _apply(member, values)
            member.revision += 1
            member.updated_at = now
            if "enrolment" in row.changes:
                before["enrolled"], after["enrolled"] = False, True
            yield Written(row, member.pk, before, after, member.revision)
        _save(list(members.values()))


def _locked(keys: Sequence[int]) -> dict[int, Member]:
    return {member.pk: member for member in Member.objects.select_for_update().filter(pk__in=keys)}


def _apply(member: Member, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        old = getattr(member, name)
        if old != value:
            before[name], after[name] = old, value
            setattr(member, name, value)
    return before, after


def _save(members: Sequence[Member]) -> None:
    indexes = {
        f.attname: None for f in COLUMNS if isinstance(f, BlindIndexField)
    }  # of values that may be new
    records = ({f.attname: getattr(m, f.attname) for f in COLUMNS} | indexes for m in members)
    rows = ((*columns, member.pk) for columns, member in zip(_sealed(records), members, strict=True))
    update_rows(Member, NAMES, rows)


def undo(rows: Sequence[ImportRow], *, by: Actor) -> None:
    """Take back what ``rows`` did, but for members that were edited since: those keep what they have, and say so.

    A member who was created stays as a record that was entered in error: the enrolment ends on the day it began,
    so that no figure of any month counts it.
    """
    del by
    now = timezone.now()
    for some in batched(rows, CHUNK):
        members = _locked([row.object_key or 0 for row in some])
        in_use = set(Contact.objects.filter(member__in=members).values_list("member", flat=True))
        voided: list[int] = []
        for row in some:
            member = members[row.object_key or 0]
            created = row.outcome == RowOutcome.CREATE or bool((row.after or {}).get("enrolled"))
            if member.revision != row.revision:
                row.kept_because = KEPT_EDITED
            elif created and member.pk in in_use:
                row.kept_because = KEPT_CONTACTED
            else:
                row.undone = True
                voided += [member.pk] if created else []
                _apply(member, {k: _typed(k, v) for k, v in (row.before or {}).items() if k != "enrolled"})
                member.revision += 1
                member.updated_at = now
        _save([members[row.object_key or 0] for row in some if row.undone])
        _void(voided)


def _void(keys: Sequence[int]) -> None:
    Enrolment.objects.filter(member__in=keys, ended_on__isnull=True).update(
        ended_on=models.F("started_on"), outcome=Departure.VOID, note=VOID_NOTE
    )


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401  a column's value
    if isinstance(value, str) and name in ("birth_date", "joined_on", "confirmed_on"):
        return PartialDate(value)
    return value
