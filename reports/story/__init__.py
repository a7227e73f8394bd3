"""一页看懂: the year told in sentences, each number live and linked to its rows."""

from reports.story.page import Story

__all__ = ["Story"]
