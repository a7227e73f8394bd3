"""A line over months, with what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from core.charts import svg
from core.charts.data import Series
from core.charts.ground import Plot, axis, colour, grid, legend, plot_for
from core.charts.lettering import LARGE


def trend_chart(series: Sequence[Series], *, title: str, unit: str = "", narrow: bool = False) -> SafeString:
    """Draw one line, or two of which the second is dashed; both have the same months, each point is a link."""
    plot = plot_for(series, narrow=narrow)
    parts = [grid(plot)]
    if plot.items:
        parts.append(axis(plot, narrow=narrow))
    if len(series) > 1:
        parts.append(legend(series, LARGE if narrow else 1))
    # An area tells how much there is, so it needs an axis from zero.
    parts += [
        _lines(plot, one, number, area=number == 0 and not plot.scale.start)
        for number, one in enumerate(series)
    ]
    parts += [_points(plot, one, unit, number) for number, one in enumerate(series)]
    linked = any(item.href for one in series for item in one.items)
    return svg.chart(title, plot.height, *parts, class_="chart-trend", linked=linked)


def _lines(plot: Plot, series: Series, number: int, *, area: bool) -> SafeString:
    """Draw line and area in a box that stretches; a month that is not known leaves a gap."""
    runs = _runs(plot, series)
    parts = []
    for run in runs:
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in run)
        if area:
            ground = f"{run[-1][0]:.2f},{plot.bottom:g} {run[0][0]:.2f},{plot.bottom:g}"
            parts.append(
                svg.element("polygon", points=f"{path} {ground}", fill=colour(number), fill_opacity=0.1)
            )
        parts.append(
            svg.element(
                "polyline", points=path, fill="none", stroke=colour(number), stroke_width=2.5 if number == 0 else 2,
                stroke_linejoin="round", stroke_dasharray="5 4" if series.dashed else None,
                vector_effect="non-scaling-stroke",
            )
        )  # fmt: skip
    return svg.element(
        "svg", *parts, view_box=f"0 0 100 {plot.bottom:g}", preserve_aspect_ratio="none", width="100%",
        height=plot.bottom, aria_hidden="true",
    )  # fmt: skip


def _runs(plot: Plot, series: Series) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for number, item in enumerate(series.items):
        if item.value is None:
            runs.append([])
        else:
            runs[-1].append((plot.x(number) * 100, plot.y(item.size)))
    return [run for run in runs if len(run) > 1]


def _points(plot: Plot, series: Series, unit: str, number: int) -> SafeString:
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
            stroke=colour(number), stroke_width=2,
        )  # fmt: skip
        words = f"{series.title} {item.words(unit)}" if series.title else item.words(unit)
        parts.append(svg.link(item.href, words, *([column] if number == 0 else []), dot))
    return svg.element("g", *parts)
