"""Pages of ``reports``."""

from reports.views.closed import ChangesView, ClosedExportView, ClosedRowsView, ClosedView
from reports.views.closing import CloseView, ReopenView
from reports.views.comparison import BranchYearView, ComparisonView
from reports.views.exports import ExportView
from reports.views.figures import DashboardView, FigureView
from reports.views.months import MonthlyView, MonthView
from reports.views.paper import PaperView
from reports.views.return_photos import PhotoCaption, PhotoRemove, PhotosAdd, PhotoView
from reports.views.return_reviews import ReturnAccept, ReturnSendBack
from reports.views.returns import ReturnRecall, ReturnSave, ReturnSubmit, ReturnsView, ReturnView
from reports.views.screens import ScreenLinkRevoke, ScreenLinks, ScreenView, WallView
from reports.views.search import SearchView
from reports.views.story import StoryView
from reports.views.template_versions import (
    TemplateAgain,
    TemplateAside,
    TemplateFile,
    TemplatePreview,
    TemplateTake,
)
from reports.views.templates import StandardFile, StandardUse, TagsView, TemplatesView
from reports.views.texts import TextEditView, TextsView
from reports.views.todo import CountsView, FirstView, RuleView, TodoView
from reports.views.verify import VerifiedView, VerifyView

__all__ = [
    "BranchYearView",
    "ChangesView",
    "CloseView",
    "ClosedExportView",
    "ClosedRowsView",
    "ClosedView",
    "ComparisonView",
    "CountsView",
    "DashboardView",
    "ExportView",
    "FigureView",
    "FirstView",
    "MonthView",
    "MonthlyView",
    "PaperView",
    "PhotoCaption",
    "PhotoRemove",
    "PhotoView",
    "PhotosAdd",
    "ReopenView",
    "ReturnAccept",
    "ReturnRecall",
    "ReturnSave",
    "ReturnSendBack",
    "ReturnSubmit",
    "ReturnView",
    "ReturnsView",
    "RuleView",
    "ScreenLinkRevoke",
    "ScreenLinks",
    "ScreenView",
    "SearchView",
    "StandardFile",
    "StandardUse",
    "StoryView",
    "TagsView",
    "TemplateAgain",
    "TemplateAside",
    "TemplateFile",
    "TemplatePreview",
    "TemplateTake",
    "TemplatesView",
    "TextEditView",
    "TextsView",
    "TodoView",
    "VerifiedView",
    "VerifyView",
    "WallView",
]
