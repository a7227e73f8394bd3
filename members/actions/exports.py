"""The trace of an export: how many people, with full numbers or without."""

from __future__ import annotations

from audit.models import AuditEntry, Verb
from audit.trail import action, record
from core.scope import Actor


@action
def note_export(*, by: Actor, count: int, full: bool, file_format: str) -> AuditEntry:
    """Note that ``by`` has taken a list of ``count`` members out of the portal."""
    numbers = "完整号码" if full else "号码已隐去"
    return record(
        by=by,
        verb=Verb.EXPORT,
        kind="members.member",
        words="流动党员花名册",
        detail=f"{count} 名党员，{numbers}，{file_format}",
    )
