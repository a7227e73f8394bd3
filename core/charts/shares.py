"""What a whole is made of: one bar in parts, and a list that names them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from core.charts import svg
from core.charts.data import Item
from core.charts.lettering import LARGE, elide, width_of
from core.numbers import UNKNOWN, percent1

WIDE_PLACE, NARROW_PLACE = 400, 290
BAR, ROW = 22, 30
FIRST_ROW = BAR + 10
SWATCH = 12
AMOUNT_ENDS = 0.79
# Neighbours differ in lightness as well as in hue.
COLOURS = (
    "#b5121b",
    "#e3a73a",
    "#2b6a99",
    "#7fb8a4",
    "#6b4a86",
    "#d98a6a",
    "#3c5a4a",
    "#a9b4c2",
    "#8a5a1f",
    "#5d6673",
)
# A part that exists can be seen and hit, however small.
SMALLEST = 0.008
GAP = 1.5


def share_chart(parts: Sequence[Item], *, title: str, unit: str = "", narrow: bool = False) -> SafeString:
    """Draw the parts of a whole as one bar, and below it each with amount and share of the sum."""
    total = sum(part.size for part in parts)
    drawn = [
        _bar(parts, total, unit),
        *(_row(parts, number, total, unit, narrow=narrow) for number in range(len(parts))),
    ]
    height = FIRST_ROW + ROW * len(parts)
    return svg.chart(title, height, *drawn, class_="chart-shares", linked=any(part.href for part in parts))


def share_words(part: Item, total: float) -> str:
    """``18.8%``; a dash where there is no whole."""
    return percent1(part.size / total * 100) if total else UNKNOWN


def widths(parts: Sequence[Item], total: float) -> list[float]:
    """Return the width of each part, from 0 to 1: small ones widened to be seen, the rest giving way."""
    if not total:
        return [0.0] * len(parts)
    widened = [max(SMALLEST, part.size / total) if part.size else 0.0 for part in parts]
    return [width / sum(widened) for width in widened]


def _bar(parts: Sequence[Item], total: float, unit: str) -> SafeString:
    drawn = []
    if not total:
        drawn.append(svg.element("rect", width="100%", height=BAR, rx=3, fill=svg.LINE))
    start = 0.0
    for number, (part, width) in enumerate(zip(parts, widths(parts, total), strict=True)):
        if width:
            segment = svg.element(
                "rect", class_="chart-part", x=svg.percent(start), width=svg.percent(width), height=BAR,
                fill=_colour(number), stroke="#fff", stroke_width=GAP,
            )  # fmt: skip
            drawn.append(
                svg.element(
                    "g", svg.element("title", f"{part.words(unit)}，{share_words(part, total)}"), segment
                )
            )
        start += width
    # The rows below are the links; a second one for each part would only be in the way of the keyboard.
    return svg.element("g", *drawn, aria_hidden="true")


def _row(parts: Sequence[Item], number: int, total: float, unit: str, *, narrow: bool) -> SafeString:
    part = parts[number]
    top = FIRST_ROW + ROW * number
    base = top + ROW / 2
    amount = part.amount(unit)
    place = NARROW_PLACE / LARGE if narrow else WIDE_PLACE
    room = place * AMOUNT_ENDS - width_of(amount) - SWATCH - 18
    share = share_words(part, total)
    return svg.link(
        part.href,
        f"{part.words(unit)}，{share}",
        svg.element("rect", class_="hit", width="100%", height=ROW, y=top, fill="transparent"),
        svg.element("rect", width=SWATCH, height=SWATCH, y=base - SWATCH / 2, rx=2, fill=_colour(number)),
        svg.text(elide(part.label, room), class_="chart-label", x=SWATCH + 8, y=base, dy="0.35em"),
        svg.text(
            amount, class_="chart-amount", x=svg.percent(AMOUNT_ENDS), y=base, dy="0.35em", text_anchor="end"
        ),
        svg.text(
            share, class_="chart-share", x="100%", y=base, dy="0.35em", text_anchor="end", fill=svg.QUIET
        ),
    )


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
