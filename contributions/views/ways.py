"""The ways in and out of a list by a spreadsheet, as far as there are any and the person may use them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from spreadsheets.registry import SHEETS


def ways_of(request: HttpRequest, kind: str) -> dict[str, str]:
    """Return ``kind`` and, for those who may import it, the address ``upload``."""
    may_import = kind in SHEETS and request.user.has_perm(SHEETS[kind].permission)
    return {"kind": kind, "upload": reverse("spreadsheets:upload", args=[kind]) if may_import else ""}
