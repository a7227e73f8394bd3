"""The report that stands for a month: the stored one where the month is closed, else computed now."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from branches.models import Committee
from core.figures import PlaceRow
from core.periods import Month
from reports.models import MonthlyReport
from reports.models.closed import closed_report
from reports.monthly import Closing, Report, report_of
from reports.stored import report_from


def standing_report(committee: Committee, month: Month, branch: PlaceRow | None = None) -> Report:
    """Return what ``committee`` reports for ``month``."""
    closed = None if branch else closed_report(committee, month)
    return stored_report(closed) if closed else report_of(committee, month, branch)


def stored_report(closed: MonthlyReport) -> Report:
    """Return the report that a month was closed with."""
    at = timezone.localtime(closed.closed_at)
    closing = Closing(closed.revision, closed.code, at, closed.closed_by_name, closed.reason)
    return replace(report_from(closed.content), closing=closing)
