"""The ways in and out of a list by a spreadsheet, as far as there are any and the person may use them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from spreadsheets.registry import EXPORTS, SHEETS


def ways_of(request: HttpRequest, kind: str) -> dict[str, str]:
    """Return the addresses ``upload`` and ``download`` of ``kind``; the list is taken away as it is filtered."""
    user, query = request.user, request.GET.urlencode()
    may_import = kind in SHEETS and user.has_perm(SHEETS[kind].permission)
    may_export = kind in EXPORTS and user.has_perm(EXPORTS[kind].permission)
    download = reverse("spreadsheets:export", args=[kind]) if may_export else ""
    return {
        "upload": reverse("spreadsheets:upload", args=[kind]) if may_import else "",
        "download": f"{download}?{query}" if download and query else download,
    }
