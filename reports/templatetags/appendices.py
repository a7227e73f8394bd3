"""What may be appended to an export, as check boxes."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from core.appendices import APPENDICES

register = template.Library()


@register.inclusion_tag("reports/_export_options.html", takes_context=True)
def export_options(context: Context) -> dict[str, Any]:
    """Offer the list of members to those who may take it away, full numbers to those who may reveal them."""
    user = context["request"].user
    return {
        "may_append": all(user.has_perm(appendix.permission) for appendix in APPENDICES),
        "may_reveal": all(user.has_perm(appendix.reveal) for appendix in APPENDICES),
    }
