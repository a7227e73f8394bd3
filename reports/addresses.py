"""Addresses of the rows behind a number."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from core.figures import Figure, Span
from core.periods import Month


def rows_address(figure: Figure, month: Month, span: Span | None = None, branch: int | None = None) -> str:
    """Return the address that lists what the figure's number counts; parts have keys like ``members.by_age:to35``."""
    key, _, part = figure.key.partition(":")
    query: dict[str, object] = {"month": month}
    if branch is not None:
        query["branch"] = branch
    if part:
        query["part"] = part
    if span not in (None, figure.headline):
        query["span"] = span
    return f"{reverse('reports:figure', args=[key])}?{urlencode(query)}"
