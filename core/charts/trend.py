"""A line over months, with what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts import svg
from core.charts.data import Item, Series
from core.charts.lettering import LARGE, SMALL, elide, width_of
from core.charts.scale import Scale, scale_between, tick_words

WIDE_PLACE, NARROW_PLACE = 480, 290
WIDE_HEIGHT, NARROW_HEIGHT = 220, 170
TOP, LEGEND = 14, 26
# Below the plot: names of months, and of years where there are any.
FOOT, YEARS = 28, 17
WIDE_LABELS, NARROW_LABELS = 12, 6
LABEL_ROOM = 60
COLOURS = (svg.RED, svg.GOLD)


def trend_chart(series: Sequence[Series], *, title: str, unit: str = "", narrow: bool = False) -> SafeString:
    """Draw one line, or two of which the second is dashed; both have the same months, each point is a link."""
    plot = _plot(series, narrow=narrow)
    parts = [_grid(plot)]
    if plot.items:
        parts.append(_axis(plot, narrow=narrow))
    if len(series) > 1:
        parts.append(_legend(series, LARGE if narrow else 1))
    # An area tells how much there is, so it needs an axis from zero.
    parts += [
        _lines(plot, one, number, area=number == 0 and not plot.scale.start)
        for number, one in enumerate(series)
    ]
    parts += [_points(plot, one, unit, number) for number, one in enumerate(series)]
    linked = any(item.href for one in series for item in one.items)
    return svg.chart(title, plot.bottom + _foot(plot), *parts, class_="chart-trend", linked=linked)


def _foot(plot: _Plot) -> int:
    return FOOT + (YEARS if any(item.group for item in plot.items) else 0)


@dataclass(frozen=True)
class _Plot:
    """Where points lie: x in parts of the width, y in pixels."""

    items: Sequence[Item]
    scale: Scale
    left: float
    right: float
    top: float
    bottom: float

    def x(self, number: int) -> float:
        inner = (number + 0.5) / max(1, len(self.items))
        return self.left + inner * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - self.scale.part(value) * (self.bottom - self.top)


def _plot(series: Sequence[Series], *, narrow: bool) -> _Plot:
    known = [item.size for one in series for item in one.items if item.value is not None]
    scale = scale_between(min(known, default=0), max(known, default=0))
    place = NARROW_PLACE if narrow else WIDE_PLACE
    ticks = max(width_of(tick_words(tick), SMALL) for tick in scale.ticks)
    top = TOP + (LEGEND if len(series) > 1 else 0)
    return _Plot(
        items=max((one.items for one in series), key=len, default=()),
        scale=scale,
        left=(ticks + 10) / place,
        right=1.0,
        top=top,
        bottom=top + (NARROW_HEIGHT if narrow else WIDE_HEIGHT),
    )


def _grid(plot: _Plot) -> SafeString:
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


def _axis(plot: _Plot, *, narrow: bool) -> SafeString:
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


def _legend(series: Sequence[Series], stretch: float) -> SafeString:
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
        "line", x1=start, x2=start + 24, y1=12, y2=12, stroke=_colour(number), stroke_width=2.5,
        stroke_dasharray="5 4" if series.dashed else None,
    )  # fmt: skip
    words = svg.text(
        series.title, class_="chart-tick", x=-end, y=16, text_anchor="end", font_size=SMALL, fill=svg.QUIET
    )
    return stroke, words


def _lines(plot: _Plot, series: Series, number: int, *, area: bool) -> SafeString:
    """Draw line and area in a box that stretches; a month that is not known leaves a gap."""
    runs = _runs(plot, series)
    parts = []
    for run in runs:
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in run)
        if area:
            ground = f"{run[-1][0]:.2f},{plot.bottom:g} {run[0][0]:.2f},{plot.bottom:g}"
            parts.append(
                svg.element("polygon", points=f"{path} {ground}", fill=_colour(number), fill_opacity=0.1)
            )
        parts.append(
            svg.element(
                "polyline", points=path, fill="none", stroke=_colour(number), stroke_width=2.5 if number == 0 else 2,
                stroke_linejoin="round", stroke_dasharray="5 4" if series.dashed else None,
                vector_effect="non-scaling-stroke",
            )
        )  # fmt: skip
    return svg.element(
        "svg", *parts, view_box=f"0 0 100 {plot.bottom:g}", preserve_aspect_ratio="none", width="100%",
        height=plot.bottom, aria_hidden="true",
    )  # fmt: skip


def _runs(plot: _Plot, series: Series) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for number, item in enumerate(series.items):
        if item.value is None:
            runs.append([])
        else:
            runs[-1].append((plot.x(number) * 100, plot.y(item.size)))
    return [run for run in runs if len(run) > 1]


def _points(plot: _Plot, series: Series, unit: str, number: int) -> SafeString:
    """Draw the points; those of the first line can be hit anywhere in their column."""
    half = (plot.right - plot.left) / max(1, len(plot.items)) / 2
    parts = []
    for place, item in enumerate(series.items):
        if item.value is None:
            continue
        x, y = plot.x(place), plot.y(item.size)
        column = svg.element(
            "rect", class_="hit", x=svg.percent(x - half), y=plot.top, width=svg.percent(2 * half),
            height=plot.bottom - plot.top, fill="transparent",
        )  # fmt: skip
        dot = svg.element(
            "circle", class_="chart-dot", cx=svg.percent(x), cy=y, r=4 if number == 0 else 3.5, fill="#fff",
            stroke=_colour(number), stroke_width=2,
        )  # fmt: skip
        words = f"{series.title} {item.words(unit)}" if series.title else item.words(unit)
        parts.append(svg.link(item.href, words, *([column] if number == 0 else []), dot))
    return svg.element("g", *parts)


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
