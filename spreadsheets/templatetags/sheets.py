"""The way from a list to its export, for those who may take it away."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from spreadsheets.registry import EXPORTS

register = template.Library()

AS_LISTED = "list=1"
"""Of a list without filters in its address: what it leaves out by itself stays out of the file, too."""


@register.inclusion_tag("spreadsheets/_export_link.html", takes_context=True)
def export_link(context: dict[str, Any], kind: str, look: str = "", **query: Any) -> dict[str, str]:  # noqa: ANN401  what the address holds
    """Draw a button to the export of ``kind``, with the filters of the list or with ``query``; nothing where none is.

    ``look`` are further classes of the button.
    """
    request = context["request"]
    if kind not in EXPORTS or not request.user.has_perm(EXPORTS[kind].permission):
        return {"address": ""}
    address = reverse("spreadsheets:export", args=[kind])
    filters = (
        "&".join(f"{name}={value}" for name, value in query.items()) or request.GET.urlencode() or AS_LISTED
    )
    return {"address": f"{address}?{filters}" if filters else address, "look": look}
