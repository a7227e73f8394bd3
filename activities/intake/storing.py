"""Storing a sign-in sheet and taking it back: attendances of members, and the number of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from activities.models import Activity, Attendance, AttendanceSource
from core.scope import Actor
from spreadsheets.kinds import PlannedRow, Written
from spreadsheets.models import ImportRow, RowOutcome
from spreadsheets.records.recognising import batched
from spreadsheets.records.storing import BATCH, KEPT_EDITED


def write(rows: Sequence[PlannedRow], *, by: Actor) -> Iterator[Written]:
    """Store rows; yield what was done with each."""
    new = [row for row in rows if row.outcome is RowOutcome.CREATE]
    made = Attendance.objects.bulk_create(
        [Attendance(**_keys(row), source=AttendanceSource.SHEET, recorded_by_id=by.pk) for row in new],
        batch_size=BATCH,
    )
    for row, attendance in zip(new, made, strict=True):
        yield Written(row, attendance.pk, {}, {}, attendance.revision)
    counted: dict[int, list[PlannedRow]] = {}
    for row in rows:
        if row.outcome is RowOutcome.UPDATE:
            counted.setdefault(row.key or 0, []).append(row)
    for activity in _locked(counted):
        _count(activity, len(counted[activity.pk]))
        for row in counted[activity.pk]:
            after = {"counted": row.values["name"]}
            yield Written(row, activity.pk, {}, after, activity.revision)


def _keys(row: PlannedRow) -> dict[str, int]:
    return {name: row.record[name] for name in ("activity_id", "member_id", "branch_id")}


def undo(rows: Sequence[ImportRow]) -> None:
    """Void the attendances and take those who were counted out again, but for what was edited since."""
    for some in batched([row for row in rows if row.outcome == RowOutcome.CREATE], BATCH):
        _void(some)
    counted: dict[int, list[ImportRow]] = {}
    for row in rows:
        if row.outcome == RowOutcome.UPDATE:
            counted.setdefault(row.object_key or 0, []).append(row)
    for activity in _locked(counted):
        mine = counted[activity.pk]
        is_as_left = activity.revision == mine[0].revision and activity.other_count >= len(mine)
        for row in mine:
            row.undone, row.kept_because = is_as_left, "" if is_as_left else KEPT_EDITED
        if is_as_left:
            _count(activity, -len(mine))


def _void(rows: Sequence[ImportRow]) -> None:
    found = Attendance.objects.select_for_update().filter(pk__in=[row.object_key for row in rows])
    stored = {attendance.pk: attendance for attendance in found}
    taken_back = []
    for row in rows:
        attendance = stored.get(row.object_key or 0)
        if attendance is None or attendance.revision != row.revision or attendance.voided_at is not None:
            row.kept_because = KEPT_EDITED
            continue
        row.undone = True
        attendance.voided_at = attendance.updated_at = timezone.now()
        attendance.revision += 1
        taken_back.append(attendance)
    Attendance.objects.bulk_update(taken_back, ["voided_at", "updated_at", "revision"], batch_size=BATCH)


def _locked(keys: Iterable[int]) -> list[Activity]:
    return list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk"))


def _count(activity: Activity, more: int) -> None:
    activity.other_count += more
    activity.revision += 1
    activity.updated_at = timezone.now()
    activity.save(update_fields=["other_count", "revision", "updated_at"])
