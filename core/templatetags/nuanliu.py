"""Tags and filters that every template has at hand."""

from __future__ import annotations

from datetime import date

from django import template

from core import masking, numbers
from core.charts.figure import chart
from core.month_picker import month_choices
from core.periods import Month
from core.qr import qr_svg

register = template.Library()

register.filter("mask_national_id", masking.mask_national_id)
register.filter("mask_phone", masking.mask_phone)
register.filter("mask_text", masking.mask_text)
register.filter("thousands", numbers.thousands)
register.filter("signed", numbers.signed)
register.filter("direction", numbers.direction)
register.filter("percent1", numbers.percent1)
register.simple_tag(qr_svg, name="qr")
register.simple_tag(month_choices, takes_context=True)
register.inclusion_tag("includes/chart.html", name="chart")(chart)


@register.filter
def month_words(value: Month | date | str) -> str:
    """``2024-12``, a day or a month → ``2024年12月``."""
    if isinstance(value, str):
        value = Month.parse(value)
    return (value if isinstance(value, Month) else Month.of(value)).title
