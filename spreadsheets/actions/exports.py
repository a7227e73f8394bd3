"""The trace of a list that was taken away."""

from __future__ import annotations

from audit.models import AuditEntry, Verb
from audit.trail import action, record
from core.scope import Actor
from spreadsheets.kinds import Kind


@action
def note_sheet_export(*, by: Actor, kind: Kind, count: int, full: bool, file_format: str) -> AuditEntry:
    """Note that ``by`` has taken ``count`` rows out of the portal, with full numbers or masked ones."""
    numbers = "完整号码" if full else "号码已隐去"
    detail = f"{count} {kind.noun}，{numbers}，{file_format}"
    return record(by=by, verb=Verb.EXPORT, kind=kind.object_label, words=kind.title, detail=detail)
