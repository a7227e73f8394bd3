"""What the portal keeps of a month: branches' returns, closed reports, texts and templates; links to big screens."""

from reports.models.closed import MonthlyReport, ReportLine, ReportRows
from reports.models.returns import BranchReturn, ReturnPhoto, ReturnState
from reports.models.screens import ScreenLink
from reports.models.templates import ReportTemplate
from reports.models.texts import ReportText

__all__ = [
    "BranchReturn",
    "MonthlyReport",
    "ReportLine",
    "ReportRows",
    "ReportTemplate",
    "ReportText",
    "ReturnPhoto",
    "ReturnState",
    "ScreenLink",
]
