"""The list of stations as a workbook or csv, in the columns that the importer reads."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from core.periods import Month
from spreadsheets.exports import RecordExport, register_export
from stations.filters import StationFilter
from stations.hanging import stations_with_counts
from stations.sheets import STATIONS


class StationExport(RecordExport):
    """Stations; the filter of their list asks for what the list counts."""

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:
        user: Any = request.user
        counted = stations_with_counts(rows, user, Month.current().period)
        return super().narrowed(counted, query, request)


STATION_LIST = register_export(
    StationExport(
        STATIONS,
        permission="stations.view_station",
        reveal="stations.reveal_station",
        filters=StationFilter,
    )
)
