"""Activities and who attended them as workbooks or csv, in the columns that the importer reads."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from activities.filters import ActivityFilter
from activities.intake.related import is_number
from activities.sheets import ACTIVITIES, ATTENDANCE
from spreadsheets.exports import RecordExport, register_export


class AttendanceExport(RecordExport):
    """Attendances, of one activity if the address names one: ``?activity=7``."""

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:
        del request  # of the rows that one may see anyway
        asked = query.get("activity", "")
        return rows.filter(activity=int(asked)) if is_number(asked) else rows


ACTIVITY_LIST = register_export(
    RecordExport(ACTIVITIES, permission="activities.view_activity", filters=ActivityFilter)
)
ATTENDANCE_LIST = register_export(
    AttendanceExport(ATTENDANCE, permission="activities.view_attendance", reveal="members.reveal_member")
)
