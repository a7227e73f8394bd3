"""Storing the rows of a roster in bulk, by the same rules as the actions, and undoing them.

Called inside the transaction of the import's own action, which leaves the audit entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from core import crypto
from core.bulk import insert_rows, reserve_keys, update_rows
from core.fields import BlindIndexField, EncryptedTextField
from core.partial_dates import PartialDate
from core.scope import Actor
from members.choices import Departure, PartyStatus
from members.intake.judging import NOT_OF_THE_MEMBER, record_of
from members.intake.lookups import MemberLookups
from members.models import Enrolment, Member
from members.names import pinyin_of
from spreadsheets.kinds import PlannedRow, Written
from spreadsheets.models import ImportRow, RowOutcome

COLUMNS = tuple(field for field in Member._meta.concrete_fields if not field.primary_key)
KEPT_EDITED = "导入之后又修改过，保留现在的内容"
VOID_NOTE = "导入已撤销"


def write(rows: Sequence[PlannedRow], context: MemberLookups, *, by: Actor) -> Iterator[Written]:
    """Store rows to be created and updated; yield what was done with each."""
    del by
    now = timezone.now()
    yield from _create([r for r in rows if r.outcome is RowOutcome.CREATE], context, now)
    yield from _update([r for r in rows if r.outcome is RowOutcome.UPDATE], context, now)


def values_of(row: PlannedRow, context: MemberLookups) -> dict[str, Any]:
    """Return the row as columns of the member's table take it, personal data still in clear."""
    values = record_of(row)
    if "enterprise" in values:
        found = context.enterprise_called(values.pop("enterprise"))
        values["enterprise_id"] = found[0] if found else None
    values["name_pinyin"], values["name_initials"] = pinyin_of(values["name"])
    return values


def _create(rows: Sequence[PlannedRow], context: MemberLookups, now: datetime) -> Iterator[Written]:
    if not rows:
        return
    places = {row.values["branch"]: _branch_key(row, context) for row in rows}
    keys = reserve_keys(Member, len(rows))
    defaults = {f.attname: f.get_default() for f in COLUMNS}
    defaults |= {"committee_id": context.place.committee_key, "party_status": PartyStatus.NORMAL.value}
    defaults |= {"revision": 1, "created_at": now, "updated_at": now}
    records = [
        {**defaults, **values_of(row, context), "branch_id": places[row.values["branch"]]} for row in rows
    ]
    pk = Member._meta.pk.column
    sealers = [(f.attname, _sealer(f)) for f in COLUMNS]
    insert_rows(
        Member,
        [str(pk), *(str(f.column) for f in COLUMNS)],
        ([key, *(seal(record) for _, seal in sealers)] for key, record in zip(keys, records, strict=True)),
    )
    _enrol(zip(keys, rows, strict=True), places, context)
    for key, row in zip(keys, rows, strict=True):
        yield Written(row, key, {}, {}, 1)


def _sealer(field: models.Field[Any, Any]) -> Any:  # noqa: ANN401  a function of a record
    """Return how the column's value is made of a record: sealed, indexed, or as it is."""
    name = field.attname
    if isinstance(field, EncryptedTextField):
        place = field.place
        return lambda record: crypto.encrypt(record[name], place)
    if isinstance(field, BlindIndexField):
        source = field.source
        return lambda record: crypto.blind_index(record[source], source) or None
    return lambda record: record[name]


def _enrol(pairs: Any, places: dict[str, int], context: MemberLookups) -> None:  # noqa: ANN401  pairs of key and row
    today = context.today.isoformat()
    insert_rows(
        Enrolment,
        ["member_id", "branch_id", "started_on", "ended_on", "outcome", "note"],
        (
            (key, places[row.values["branch"]], row.values.get("arrived_on") or today, None, "", "")
            for key, row in pairs
        ),
    )


def _branch_key(row: PlannedRow, context: MemberLookups) -> int:
    branch = context.branch_called(row.values["branch"])
    if branch is None:
        message = f"{row.place} has lost its branch between judging and storing"
        raise LookupError(message)
    return branch.pk


def _update(rows: Sequence[PlannedRow], context: MemberLookups, now: datetime) -> Iterator[Written]:
    members = {m.pk: m for m in Member.objects.select_for_update().filter(pk__in=[r.key for r in rows])}
    again = [row for row in rows if "enrolment" in row.changes]
    places = {row.values["branch"]: _branch_key(row, context) for row in again}
    _enrol([(row.key, row) for row in again], places, context)
    written = []
    for row in rows:
        member = members[row.key or 0]
        values = values_of(row, context)
        if "enrolment" in row.changes:
            values["branch_id"] = places[row.values["branch"]]
        before, after = _apply(member, {k: v for k, v in values.items() if k not in NOT_OF_THE_MEMBER})
        member.revision += 1
        member.updated_at = now
        if "enrolment" in row.changes:
            before["enrolled"], after["enrolled"] = False, True
        written.append(Written(row, member.pk, before, after, member.revision))
    _save(list(members.values()))
    yield from written


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
    sealers = [(str(f.column), _sealer(f)) for f in COLUMNS]
    records = ({f.attname: getattr(m, f.attname) for f in COLUMNS} | {"pk": m.pk} for m in members)
    update_rows(
        Member,
        [column for column, _ in sealers],
        ([*(seal(record) for _, seal in sealers), record["pk"]] for record in records),
    )


def undo(rows: Sequence[ImportRow], *, by: Actor) -> None:
    """Take back what ``rows`` did, but for members that were edited since: those keep what they have, and say so.

    A member who was created stays as a record that was entered in error: the enrolment ends on the day it began,
    so that no figure of any month counts it.
    """
    del by
    now = timezone.now()
    members = {
        m.pk: m for m in Member.objects.select_for_update().filter(pk__in=[r.object_key for r in rows])
    }
    voided: list[int] = []
    for row in rows:
        member = members[row.object_key or 0]
        if member.revision != row.revision:
            row.kept_because = KEPT_EDITED
            continue
        row.undone = True
        if row.outcome == RowOutcome.CREATE or (row.after or {}).get("enrolled"):
            voided.append(member.pk)
        _apply(member, {k: _typed(k, v) for k, v in (row.before or {}).items() if k != "enrolled"})
        member.revision += 1
        member.updated_at = now
    _save([members[row.object_key or 0] for row in rows if row.undone])
    _void(voided)


def _void(keys: Sequence[int]) -> None:
    Enrolment.objects.filter(member__in=keys, ended_on__isnull=True).update(
        ended_on=models.F("started_on"), outcome=Departure.VOID, note=VOID_NOTE
    )


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401  a column's value
    if isinstance(value, str) and name in ("birth_date", "joined_on", "confirmed_on"):
        return PartialDate(value)
    return value
