"""What the dashboard shows, asked for at once and counted in one query."""

from reports.dashboard.page import Dashboard
from reports.dashboard.work import Work

__all__ = ["Dashboard", "Work"]
