"""The list of sessions as a workbook or csv, in the columns that the importer reads."""

from spreadsheets.exports import RecordExport, register_export
from training.filters import SessionFilter
from training.sheets import SESSIONS

SESSION_LIST = register_export(
    RecordExport(SESSIONS, permission="training.view_trainingsession", filters=SessionFilter)
)
