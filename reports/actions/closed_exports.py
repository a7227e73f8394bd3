"""Exporting one revision of a closed month, whether it stands or not."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.saving import demand
from audit.trail import action, record
from core.scope import Actor
from reports.actions.exports import Exported
from reports.briefings import with_template
from reports.formats import FORMATS, WORKBOOK, no_such
from reports.models import MonthlyReport
from reports.monthly import EXPORT
from reports.standing import stored_report


@action
def export_closed(*, by: Actor, closed: MonthlyReport, form: str = WORKBOOK) -> Exported:
    """Make the report that was stored with ``closed`` in the format ``form``, and record it.

    Raises ``PermissionDenied``; ``ValidationError`` for an unknown format.
    """
    demand(by, EXPORT, closed)
    if form not in FORMATS:
        raise ValidationError(no_such(form))
    kind, report = FORMATS[form], with_template(stored_report(closed))
    content = kind.write(report)
    standing = "" if closed.is_standing else "；已重新打开的一版"
    record(
        by=by,
        verb=Verb.EXPORT,
        obj=closed,
        detail=f"填报单位：{report.reporter}；{kind.title}；{report.edition}{standing}",
    )
    name = f"流动党员月报表-{closed.month}-第{closed.revision}版.{kind.key}"
    return Exported(name, content, kind.mime_type)
