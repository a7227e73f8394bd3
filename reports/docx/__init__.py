"""The briefing as a docx document, from the committee's own template or the standard one."""

from __future__ import annotations

from reports.docx.briefing import Briefing
from reports.docx.checking import check
from reports.docx.refusal import TemplateRefused
from reports.docx.standard import standard_template
from reports.docx.tags import Tags, tags_of
from reports.monthly import Report

MIME_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
__all__ = [
    "MIME_TYPE",
    "Tags",
    "TemplateRefused",
    "briefing_of",
    "check",
    "docx_of",
    "standard_template",
    "tags_of",
]


def briefing_of(report: Report, template: bytes | None = None) -> bytes:
    """Return the briefing of ``report`` from ``template``, the standard one if ``None``: equal for equal reports."""
    tags = tags_of(report)
    return Briefing(template or standard_template(), tags.shapes).filled(tags.values, report.moment)


def docx_of(report: Report) -> bytes:
    """Return the briefing of ``report``, from the template that it carries."""
    return briefing_of(report, report.template)
