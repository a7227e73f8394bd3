"""Every write of an import. Each is atomic, checks the rights of ``by`` and leaves an audit entry."""

from spreadsheets.actions.drafts import (
    choose,
    clean_file_name,
    discard_batch,
    note_refused_file,
    set_mode,
    upload_file,
)
from spreadsheets.actions.exports import note_sheet_export
from spreadsheets.actions.files import erase_file, take_file
from spreadsheets.actions.marking import note_marked_copy
from spreadsheets.actions.receiving import (
    finish_reading,
    give_up_reading,
    receive_file,
    receive_files,
    refuse_file,
)
from spreadsheets.actions.remembering import correct_remembered, forget_remembered, share_remembered
from spreadsheets.actions.repairing import (
    leave_out_row,
    put_back_cell,
    repair_alike,
    repair_cell,
    reveal_cell,
    take_in_row,
    undo_all_repairs,
    undo_repair,
)
from spreadsheets.actions.replacing import replace_content
from spreadsheets.actions.storing import Commit, NotImported, PlanChanged, commit_batch, import_book
from spreadsheets.actions.undoing import undo_batch

__all__ = [
    "Commit",
    "NotImported",
    "PlanChanged",
    "choose",
    "clean_file_name",
    "commit_batch",
    "correct_remembered",
    "discard_batch",
    "erase_file",
    "finish_reading",
    "forget_remembered",
    "give_up_reading",
    "import_book",
    "leave_out_row",
    "note_marked_copy",
    "note_refused_file",
    "note_sheet_export",
    "put_back_cell",
    "receive_file",
    "receive_files",
    "refuse_file",
    "repair_alike",
    "repair_cell",
    "replace_content",
    "reveal_cell",
    "set_mode",
    "share_remembered",
    "take_file",
    "take_in_row",
    "undo_all_repairs",
    "undo_batch",
    "undo_repair",
    "upload_file",
]
