"""Addresses of imports, where there is such a kind of sheet and the person may use it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.scope import Actor
from spreadsheets.registry import SHEETS


def upload_link(by: Actor, kind: str, **query: Any) -> str:  # noqa: ANN401  what the address holds
    """Return where a sheet of ``kind`` is handed in, or the empty string."""
    if kind not in SHEETS or not by.has_perm(SHEETS[kind].permission):
        return ""
    address = reverse("spreadsheets:upload", args=[kind])
    return f"{address}?{urlencode(query)}" if query else address
