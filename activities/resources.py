"""The list of activities as a workbook or csv, in the columns that the importer reads."""

from activities.sheets import ACTIVITIES
from spreadsheets.exports import RecordExport, register_export

ACTIVITY_LIST = register_export(RecordExport(ACTIVITIES, permission="activities.view_activity"))
