"""Pages of ``reports``."""

from reports.views.figures import DashboardView, ExportView, FigureView, MonthlyView
from reports.views.search import SearchView
from reports.views.story import StoryView
from reports.views.todo import CountsView, FirstView, RuleView, TodoView

__all__ = [
    "CountsView",
    "DashboardView",
    "ExportView",
    "FigureView",
    "FirstView",
    "MonthlyView",
    "RuleView",
    "SearchView",
    "StoryView",
    "TodoView",
]
