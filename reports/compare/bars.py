"""The bar in a cell: how far a rate reaches, and a mark where that of all branches together lies."""

from __future__ import annotations

from django.utils.safestring import SafeString

from core.charts import svg

HEIGHT = 8
GREY = "#b9c0cb"


def bar(length: float, mean: float | None, *, is_small: bool) -> SafeString:
    """Draw ``length`` (from 0 to 1) as a bar, a grey one where it says little, and ``mean`` as a stroke across."""
    parts = [svg.element("rect", y=2, width="100%", height=4, rx=2, fill=svg.LINE)]
    if length > 0:
        parts.append(
            svg.element(
                "rect",
                y=2,
                width=svg.percent(min(1.0, length)),
                height=4,
                rx=2,
                fill=GREY if is_small else svg.RED,
            )
        )
    if mean is not None:
        x = svg.percent(min(1.0, mean))
        parts.append(svg.element("line", x1=x, x2=x, y1=0, y2=HEIGHT, stroke=svg.INK, stroke_width=1.5))
    return svg.element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="rate-bar",
        width="100%",
        height=HEIGHT,
        aria_hidden="true",
    )
