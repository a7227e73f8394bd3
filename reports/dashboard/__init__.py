"""What the dashboard shows, asked for at once and counted in one query."""

from reports.dashboard.page import Dashboard

__all__ = ["Dashboard"]
