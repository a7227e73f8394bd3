"""Every write of an import. Each is atomic, checks the rights of ``by`` and leaves an audit entry."""

from spreadsheets.actions.drafts import choose, clean_file_name, discard_batch, note_refused_file, upload_file
from spreadsheets.actions.exports import note_sheet_export
from spreadsheets.actions.storing import Commit, NotImported, PlanChanged, commit_batch, import_book
from spreadsheets.actions.undoing import undo_batch

__all__ = [
    "Commit",
    "NotImported",
    "PlanChanged",
    "choose",
    "clean_file_name",
    "commit_batch",
    "discard_batch",
    "import_book",
    "note_refused_file",
    "note_sheet_export",
    "undo_batch",
    "upload_file",
]
