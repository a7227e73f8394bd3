"""Templates of briefings: judging one with a month's data, and which of them a report is made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError

from branches.models import Committee
from core.periods import Month
from reports.docx import TemplateRefused, check, tags_of
from reports.models import ReportTemplate
from reports.monthly import Report
from reports.standing import standing_report

CHANGE = "reports.change_reporttemplate"


@dataclass(frozen=True)
class Examined:
    """A template that was found good: its bytes, and their SHA-256."""

    content: bytes
    digest: str


def examined(committee: Committee, content: bytes) -> Examined:
    """Judge an uploaded template and fill it once, with last month's data.

    Raises ``ValidationError`` at ``file`` with everything against it.
    """
    report = standing_report(committee, Month.current().plus(-1))
    try:
        check(content, tags_of(report), report.moment)
    except TemplateRefused as refused:
        raise ValidationError({"file": refused.messages}) from refused
    return Examined(content, hashlib.sha256(content).hexdigest())


def template_at(committee: int, moment: datetime) -> bytes | None:
    """Return the committee's template that was in use at ``moment``; ``None`` where the standard one was."""
    found = ReportTemplate.objects.in_use_at(moment).filter(committee=committee).order_by("-version").first()
    return bytes(found.content) if found else None


def with_template(report: Report) -> Report:
    """Return ``report`` with the template of its moment: a closed month keeps the look that it was closed with."""
    return replace(report, template=template_at(report.committee, report.moment))
