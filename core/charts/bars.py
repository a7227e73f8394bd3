"""Horizontal bars: one for each branch, enterprise or kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts import svg
from core.charts.data import Item
from core.charts.lettering import LARGE, SMALL, elide, width_of
from core.charts.scale import Scale, scale_for, tick_words

# The narrowest places that each form is drawn for, in pixels.
WIDE_PLACE, NARROW_PLACE = 480, 290
ROW, BAR = 34, 14
NARROW_ROW, NARROW_BAR = 42, 10
GAP = 10
LONGEST_LABEL = 0.34


def bar_chart(items: Sequence[Item], *, title: str, unit: str = "", narrow: bool = False) -> SafeString:
    """Draw a bar for each item, longest value filling the axis; ``narrow`` puts the label above its bar."""
    scale = scale_for(max((item.size for item in items), default=0))
    draw = _narrow if narrow else _wide
    height, parts = draw(items, scale, unit)
    linked = any(item.href for item in items)
    return svg.chart(title, height, *parts, class_="chart-bars", linked=linked)


@dataclass(frozen=True)
class _Room:
    """Where the plot lies, in parts of the width."""

    left: float
    right: float

    def at(self, part: float) -> float:
        return self.left + part * (self.right - self.left)


def _wide(items: Sequence[Item], scale: Scale, unit: str) -> tuple[float, list[SafeString]]:
    widest = max((width_of(item.label) for item in items), default=0)
    amounts = max((width_of(item.amount(unit)) for item in items), default=0)
    label_part = min(LONGEST_LABEL, (widest + GAP) / WIDE_PLACE)
    room = _Room(label_part, 1 - (amounts + GAP) / WIDE_PLACE)
    bottom = ROW * len(items)
    parts = [_grid(room, scale, bottom)]
    for number, item in enumerate(items):
        middle = ROW * number + ROW / 2
        parts.append(
            svg.link(
                item.href,
                item.words(unit),
                svg.element(
                    "rect", class_="hit", width="100%", height=ROW, y=middle - ROW / 2, fill="transparent"
                ),
                svg.text(
                    elide(item.label, WIDE_PLACE * label_part - GAP),
                    class_="chart-label",
                    x=svg.percent(room.left),
                    dx=-GAP,
                    y=middle,
                    dy="0.35em",
                    text_anchor="end",
                ),
                _bar(room, scale, item, middle - BAR / 2, BAR),
                svg.text(
                    item.amount(unit),
                    class_="chart-amount",
                    x=svg.percent(room.at(scale.part(item.size))),
                    dx=6,
                    y=middle,
                    dy="0.35em",
                ),
            )
        )
    return bottom + 26, parts


def _narrow(items: Sequence[Item], scale: Scale, unit: str) -> tuple[float, list[SafeString]]:
    room = _Room(0, 1)
    parts = []
    for number, item in enumerate(items):
        top = NARROW_ROW * number
        amount = item.amount(unit)
        parts.append(
            svg.link(
                item.href,
                item.words(unit),
                svg.element("rect", class_="hit", width="100%", height=NARROW_ROW, y=top, fill="transparent"),
                svg.text(
                    elide(item.label, NARROW_PLACE / LARGE - width_of(amount) - GAP),
                    class_="chart-label",
                    y=top + 17,
                ),
                svg.text(amount, class_="chart-amount", x="100%", y=top + 17, text_anchor="end"),
                svg.element(
                    "rect", width="100%", height=NARROW_BAR, y=top + 24, rx=2, fill=svg.LINE, opacity=0.6
                ),
                _bar(room, scale, item, top + 24, NARROW_BAR),
            )
        )
    return NARROW_ROW * len(items), parts


def _bar(room: _Room, scale: Scale, item: Item, top: float, height: float) -> SafeString:
    length = scale.part(item.size) * (room.right - room.left)
    return svg.element(
        "rect",
        class_="chart-bar",
        x=svg.percent(room.left),
        y=top,
        width=svg.percent(length),
        height=height,
        rx=2,
        fill=svg.RED,
    )


def _grid(room: _Room, scale: Scale, bottom: float) -> SafeString:
    lines = []
    for tick in scale.ticks:
        x = svg.percent(room.at(scale.part(float(tick))))
        lines.append(
            svg.element("line", x1=x, x2=x, y1=0, y2=bottom, stroke=svg.AXIS if not tick else svg.LINE)
        )
        lines.append(
            svg.text(
                tick_words(tick), class_="chart-tick", x=x, y=bottom + 18, text_anchor="middle", font_size=SMALL,
                fill=svg.QUIET,
            )
        )  # fmt: skip
    return svg.element("g", *lines, aria_hidden="true")
