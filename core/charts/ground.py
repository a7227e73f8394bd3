"""The ground that lines are drawn on: where points lie, grid, names of months, legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts import svg
from core.charts.data import Item, Series
from core.charts.lettering import SMALL, elide, width_of
from core.charts.scale import Scale, scale_between, tick_words

WIDE_PLACE, NARROW_PLACE = 480, 290
WIDE_HEIGHT, NARROW_HEIGHT = 220, 170
TOP, LEGEND = 14, 26
# Below the plot: names of months, and of years where there are any.
FOOT, YEARS = 28, 17
WIDE_LABELS, NARROW_LABELS = 12, 6
LABEL_ROOM = 60
COLOURS = (svg.RED, svg.GOLD)


@dataclass(frozen=True)
class Plot:
    """Where points lie: x in parts of the width, y in pixels."""

    items: Sequence[Item]
    scale: Scale
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the whole drawing, with what is written below the plot."""
        return self.bottom + FOOT + (YEARS if any(item.group for item in self.items) else 0)

    def x(self, number: int) -> float:
        inner = (number + 0.5) / max(1, len(self.items))
        return self.left + inner * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - self.scale.part(value) * (self.bottom - self.top)


def plot_for(series: Sequence[Series], *, narrow: bool) -> Plot:
    known = [item.size for one in series for item in one.items if item.value is not None]
    scale = scale_between(min(known, default=0), max(known, default=0))
    place = NARROW_PLACE if narrow else WIDE_PLACE
    ticks = max(width_of(tick_words(tick), SMALL) for tick in scale.ticks)
    top = TOP + (LEGEND if len(series) > 1 else 0)
    return Plot(
        items=max((one.items for one in series), key=len, default=()),
        scale=scale,
        left=(ticks + 10) / place,
        right=1.0,
        top=top,
        bottom=top + (NARROW_HEIGHT if narrow else WIDE_HEIGHT),
    )


def grid(plot: Plot) -> SafeString:
    left = svg.percent(plot.left)
    lines = []
    for tick in plot.scale.ticks:
        y = plot.y(float(tick))
        lines.append(
            svg.element(
                "line",
                x1=left,
                x2="100%",
                y1=y,
                y2=y,
                stroke=svg.AXIS if tick == plot.scale.start else svg.LINE,
            )
        )
        lines.append(
            svg.text(
                tick_words(tick), class_="chart-tick", x=left, dx=-8, y=y, dy="0.35em", text_anchor="end",
                font_size=SMALL, fill=svg.QUIET,
            )
        )  # fmt: skip
    return svg.element("g", *lines, aria_hidden="true")


def axis(plot: Plot, *, narrow: bool) -> SafeString:
    """Write as many names of months as fit, the last one always, and the years below."""
    room = NARROW_LABELS if narrow else WIDE_LABELS
    step = -(-len(plot.items) // room)
    last = len(plot.items) - 1
    words = []
    group = ""
    for number, item in enumerate(plot.items):
        if (last - number) % step:
            continue
        x = svg.percent(plot.x(number))
        words.append(_axis_text(elide(item.short or item.label, LABEL_ROOM, SMALL), x, plot.bottom + 18))
        if item.group and item.group != group:
            group = item.group
            words.append(_axis_text(group, x, plot.bottom + 35))
    return svg.element("g", *words, aria_hidden="true")


def _axis_text(words: str, x: str, y: float) -> SafeString:
    return svg.text(
        words, class_="chart-tick", x=x, y=y, text_anchor="middle", font_size=SMALL, fill=svg.QUIET
    )


def legend(series: Sequence[Series], stretch: float) -> SafeString:
    """Name the lines at the upper right, first line first."""
    parts = []
    end = 0.0
    for number, one in reversed(list(enumerate(series))):
        width = width_of(one.title, SMALL) * stretch
        # Per cent and pixels cannot be added, but a nested drawing can hang on the right edge and grow to its left.
        parts.append(
            svg.element("svg", *_legend_entry(one, number, end, width), x="100%", overflow="visible")
        )
        end += width + 46
    return svg.element("g", *reversed(parts), aria_hidden="true")


def _legend_entry(series: Series, number: int, end: float, width: float) -> tuple[SafeString, SafeString]:
    start = -end - width - 30
    stroke = svg.element(
        "line", x1=start, x2=start + 24, y1=12, y2=12, stroke=colour(number), stroke_width=2.5,
        stroke_dasharray="5 4" if series.dashed else None,
    )  # fmt: skip
    words = svg.text(
        series.title, class_="chart-tick", x=-end, y=16, text_anchor="end", font_size=SMALL, fill=svg.QUIET
    )
    return stroke, words


def colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
