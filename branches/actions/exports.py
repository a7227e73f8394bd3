"""The trace of an export of enterprises."""

from __future__ import annotations

from audit.models import AuditEntry, Verb
from audit.trail import action, record
from core.scope import Actor


@action
def note_enterprise_export(*, by: Actor, count: int, file_format: str) -> AuditEntry:
    """Note that ``by`` has taken a list of ``count`` enterprises out of the portal."""
    detail = f"{count} 家企业，{file_format}"
    return record(by=by, verb=Verb.EXPORT, kind="branches.enterprise", words="企业名单", detail=detail)
