"""Exporting the report of a month."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Verb
from audit.trail import action, record
from core.figures import PlaceRow
from core.periods import Month
from core.scope import Actor
from reports.monthly import EXPORT, report_of
from reports.workbook import workbook_of


@dataclass(frozen=True)
class Exported:
    """A file to hand out."""

    name: str
    content: bytes

    @property
    def quoted_name(self) -> str:
        """The name as a header holds it."""
        return quote(self.name)


@action
def export_month(*, by: Actor, month: Month, branch: PlaceRow | None = None) -> Exported:
    """Make the workbook of ``month`` within ``by``'s right to export, and record it with each committee it tells of.

    Raises ``PermissionDenied``; ``ValidationError`` for a month that has not begun, or where there is no branch yet.
    """
    if not by.has_perm(EXPORT):
        raise PermissionDenied
    if month > Month.current():
        raise ValidationError(f"{month.title}还没有到，不能导出月报表。")
    report = report_of(by, month, branch)
    if not report.committees:
        raise ValidationError("还没有登记党支部，没有可以导出的内容。请先在“党支部”中新建党支部。")
    for committee in report.committees:
        record(
            by=by,
            verb=Verb.EXPORT,
            kind="reports.monthly",
            words=report.title,
            committee_key=committee,
            branch_key=branch.pk if branch else None,
            detail=f"填报单位：{report.reporter}",
        )
    place = f"-{branch.code}" if branch else ""
    return Exported(f"流动党员月报表-{month}{place}.xlsx", workbook_of(report))
