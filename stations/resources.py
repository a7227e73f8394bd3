"""The list of stations as a workbook or csv, in the columns that the importer reads."""

from spreadsheets.exports import RecordExport, register_export
from stations.sheets import STATIONS

STATION_LIST = register_export(
    RecordExport(STATIONS, permission="stations.view_station", reveal="stations.reveal_station")
)
