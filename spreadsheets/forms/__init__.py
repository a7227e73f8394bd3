"""Forms of the import and the export."""

from spreadsheets.forms.columns import ColumnsTable, fields_of, read_choices, still_open
from spreadsheets.forms.exporting import ExportForm
from spreadsheets.forms.uploading import UploadForm

__all__ = ["ColumnsTable", "ExportForm", "UploadForm", "fields_of", "read_choices", "still_open"]
