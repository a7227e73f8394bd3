"""Which activity a row of a sign-in sheet speaks of, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from activities.actions.attendances import check_attendable
from activities.actions.planning import CHANGE
from activities.intake.related import ActivityLookup
from activities.models import Activity, Attendance
from spreadsheets.faults import Fault
from spreadsheets.kinds import PlannedRow
from spreadsheets.models import ImportRow, RowOutcome
from spreadsheets.records import RecordContext

KIND = "attendance"


@dataclass
class Meeting:
    """What is known of one activity of the sheet."""

    activity: Activity
    may_count: bool
    stored: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Member → number and revision of the attendance that is stored."""
    counted: Counter[str] = field(default_factory=Counter)
    """Names that earlier sheets have counted among the others."""


class Meetings:
    """The activities of one sheet."""

    def __init__(self, context: RecordContext, rows: Sequence[PlannedRow]) -> None:
        """Find the activity of each row, put its number into ``activity_id`` of the record, and load what is stored."""
        self._context = context
        self._activities = context.once(ActivityLookup)
        self._meetings: dict[int, Meeting] = {}
        for row in rows:
            self._find_activity(row)
        self._load({row.record["activity_id"] for row in rows if "activity_id" in row.record})

    def of(self, row: PlannedRow) -> Meeting:
        """Return the one of a row for which it was found."""
        return self._meetings[row.record["activity_id"]]

    def _find_activity(self, row: PlannedRow) -> None:
        if {problem.field for problem in row.problems} & {"activity", "held_on"}:
            return
        try:
            found = self._activity_of(row.values.get("activity", ""), row.values.get("held_on", ""))
            check_attendable(found)
        except Fault as fault:
            row.refuse("held_on" if fault.code == "activity_day" else "activity", fault.code, fault.message)
        except ValidationError as refused:
            row.refuse("activity", "not_attendable", refused.messages[0])
        else:
            row.record["activity_id"] = found.pk
            row.values |= {"activity": found.title, "held_on": found.held_on.isoformat()}

    def _activity_of(self, title: str, day: str) -> Activity:
        chosen = self._activities.called(self._context.answers.subject)
        if chosen is not None and (title, day) in {("", ""), (chosen.title, chosen.held_on.isoformat())}:
            return chosen
        if not title:
            raise Fault("activity_missing", "没有写是哪次活动，请补上活动名称，或在上传时选定活动。")
        return self._activities.find(title, day, self._context.place.branch_key)

    def _load(self, keys: set[int]) -> None:
        for key in keys:
            activity = self._activities.by_key[key]
            self._meetings[key] = Meeting(activity, self._context.by.has_perm(CHANGE, activity))
        stored = Attendance.objects.valid().filter(activity__in=keys)
        for pk, revision, where_to, member in stored.values_list("pk", "revision", "activity", "member"):
            self._meetings[where_to].stored[member] = (pk, revision)
        earlier = ImportRow.objects.filter(
            batch__kind=KIND, outcome=RowOutcome.UPDATE, undone=False, object_key__in=keys
        )
        for row in earlier.only("object_key", "after"):
            self._meetings[row.object_key or 0].counted[(row.after or {}).get("counted", "")] += 1
