"""Drawings for the screen: light on dark, of a fixed size that scales with the stage; colours are the page's."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi

from django.utils.safestring import SafeString

from core.charts import Item, Series, svg
from core.charts.lettering import elide, width_of
from core.charts.scale import Scale, scale_between, scale_for, tick_words
from core.charts.shares import share_words

LETTER, SMALL = 18, 16
LONGEST_LABEL = 190
TALLEST_ROW, BAR = 60, 22
LEFT, TOP, FOOT = 56, 22, 30
COLOURS = 6
"""So many colours the page has for parts (``part-0`` …)."""
RADIUS, RING = 76, 40
GAP = 1.5
CLEAR = 20
"""How far a number stands from the point that it tells."""
NUMBERS = 134
"""What number and share take beside a name."""
QUIET = "screen-label screen-small"


def bars(items: Sequence[Item], size: tuple[int, int], *, title: str, unit: str) -> SafeString:
    """Draw a horizontal bar for each item, with its number at the end."""
    width, height = size
    scale = scale_for(max((item.size for item in items), default=0))
    row = min(TALLEST_ROW, height / max(1, len(items)))
    names = min(LONGEST_LABEL, max((width_of(item.label, LETTER) for item in items), default=0)) + 14
    room = width - names - max((width_of(item.amount(unit), LETTER) for item in items), default=0) - 12
    drawn = []
    for number, item in enumerate(items):
        middle = row * (number + 0.5)
        length = scale.part(item.size) * room
        drawn.append(
            svg.link(
                item.href,
                item.words(unit),
                _label(elide(item.label, names - 14, LETTER), x=names - 12, y=middle, text_anchor="end"),
                svg.element("rect", class_="screen-track", x=names, y=middle - BAR / 2, width=room, height=BAR, rx=4),
                svg.element("rect", class_="screen-bar", x=names, y=middle - BAR / 2, width=length, height=BAR, rx=4),
                _label(item.amount(unit), x=names + length + 10, y=middle, class_="screen-amount"),
            )
        )  # fmt: skip
    return _drawing(title, size, *drawn)


def columns(items: Sequence[Item], size: tuple[int, int], *, title: str, unit: str) -> SafeString:
    """Draw a column for each item, its number above and its name below."""
    width, height = size
    largest = max((item.size for item in items), default=0) or 1
    bottom, step = height - FOOT, width / max(1, len(items))
    thick = min(44.0, step * 0.55)
    drawn = [svg.element("line", class_="screen-axis", x1=0, x2=width, y1=bottom, y2=bottom)]
    for number, item in enumerate(items):
        middle, tall = step * (number + 0.5), item.size / largest * (bottom - TOP)
        name = elide(item.short or item.label, step, SMALL)
        drawn.append(
            svg.link(
                item.href,
                item.words(unit),
                svg.element("rect", class_="screen-column", x=middle - thick / 2, y=bottom - tall, width=thick,
                            height=tall, rx=3),
                _middle(item.amount(""), middle, bottom - tall - 12, "screen-amount screen-small"),
                _middle(name, middle, bottom + 18, QUIET),
            )
        )  # fmt: skip
    return _drawing(title, size, *drawn)


def trend(series: Sequence[Series], size: tuple[int, int], *, title: str, unit: str) -> SafeString:
    """Draw a line for each series over the same months, the first one filled; the legend stands above the plot."""
    width, height = size
    known = [item.size for one in series for item in one.items if item.value is not None]
    scale = scale_between(min(known, default=0), max(known, default=0))
    top, bottom = TOP + 26, height - FOOT
    step = (width - LEFT) / max(1, len(series[0].items))

    def place(number: int, item: Item) -> tuple[float, float]:
        return LEFT + step * (number + 0.5), bottom - scale.part(item.size) * (bottom - top)

    points = [[place(*each) for each in enumerate(one.items)] for one in series]
    drawn = [_grid(scale, width, top, bottom), _legend(series, width)]
    if not scale.start:
        # An area tells how much there is, so it needs an axis from zero.
        ground = f"{points[0][-1][0]:.1f},{bottom} {points[0][0][0]:.1f},{bottom}"
        drawn.append(svg.element("polygon", class_="screen-area", points=f"{_path(points[0])} {ground}"))
    for number, (one, path) in reversed(list(enumerate(zip(series, points, strict=True)))):
        drawn.append(svg.element("polyline", class_=f"screen-line screen-line-{number}", points=_path(path)))
        drawn += [
            svg.link(
                item.href,
                f"{one.title} {item.words(unit)}",
                svg.element("circle", class_=f"screen-dot screen-dot-{number}", cx=x, cy=y, r=5 - number),
            )
            for item, (x, y) in zip(one.items, path, strict=True)
        ]
    drawn += [
        _middle(item.short, x, bottom + 18, QUIET)
        for item, (x, _) in zip(series[0].items, points[0], strict=True)
    ]
    x, y = points[0][-1]
    beside = y + CLEAR if _is_covered(points, bottom) else y - CLEAR
    drawn.append(_middle(series[0].items[-1].amount(""), x, beside, "screen-amount"))
    return _drawing(title, size, *drawn)


def _is_covered(points: Sequence[Sequence[tuple[float, float]]], bottom: float) -> bool:
    """Tell whether the number of the first line's end would lie on the end of another, and has room below."""
    y = points[0][-1][1]
    return y + 2 * CLEAR < bottom and any(0 < y - path[-1][1] < 2 * CLEAR for path in points[1:])


def ring(items: Sequence[Item], size: tuple[int, int], *, title: str, unit: str) -> SafeString:
    """Draw parts of a whole as a ring, each named beside it with its number and share."""
    width, height = size
    total = sum(item.size for item in items)
    round_ = 2 * pi * RADIUS
    centre = RADIUS + RING / 2 + 4, height / 2
    drawn = [_arc(centre, "screen-track-ring", round_, 0)]
    start = 0.0
    first = height / 2 - 36 * (len(items) - 1) / 2
    left = centre[0] + RADIUS + RING / 2 + 28
    for number, item in enumerate(items):
        length = item.size / total * round_ if total else 0
        colour = f"part-{number % COLOURS}"
        if length:
            drawn.append(_arc(centre, f"screen-part {colour}", max(1.0, length - GAP), start))
        y = first + 36 * number
        drawn += [
            svg.element("rect", class_=f"screen-swatch {colour}", x=left, y=y - 8, width=16, height=16, rx=3),
            _label(elide(item.label, width - left - 28 - NUMBERS, LETTER), x=left + 28, y=y),
            _label(item.amount(unit), x=width - 74, y=y, text_anchor="end", class_="screen-amount"),
            _label(share_words(item, total), x=width, y=y, text_anchor="end"),
        ]
        start += length
    return _drawing(title, size, *drawn)


def _arc(centre: tuple[float, float], class_: str, length: float, start: float) -> SafeString:
    """Draw a part of a ring, clockwise from the top."""
    x, y = centre
    return svg.element(
        "circle", class_=class_, cx=x, cy=y, r=RADIUS, stroke_width=RING, transform=f"rotate(-90 {x:g} {y:g})",
        stroke_dasharray=f"{length:.2f} {2 * pi * RADIUS:.2f}", stroke_dashoffset=-start,
    )  # fmt: skip


def _grid(scale: Scale, width: int, top: float, bottom: float) -> SafeString:
    lines = []
    for tick in scale.ticks:
        y = bottom - scale.part(float(tick)) * (bottom - top)
        kind = "screen-grid" if tick != scale.start else "screen-axis"
        lines.append(svg.element("line", class_=kind, x1=LEFT, x2=width, y1=y, y2=y))
        lines.append(_label(tick_words(tick), x=LEFT - 12, y=y, text_anchor="end", class_=QUIET))
    return svg.element("g", *lines)


def _legend(series: Sequence[Series], width: int) -> SafeString:
    """Name the lines above the plot, from the right edge."""
    parts, end = [], float(width)
    for number, one in reversed(list(enumerate(series))):
        start = end - width_of(one.title, SMALL)
        parts += [
            _label(one.title, x=start, y=12, class_=QUIET),
            svg.element("line", class_=f"screen-line screen-line-{number}", x1=start - 40, x2=start - 8, y1=12, y2=12),
        ]  # fmt: skip
        end = start - 64
    return svg.element("g", *parts)


def _label(words: str, *, class_: str = "screen-label", **attributes: svg.Attribute) -> SafeString:
    return svg.text(words, class_=class_, dy="0.35em", **attributes)


def _middle(words: str, x: float, y: float, class_: str) -> SafeString:
    return _label(words, x=x, y=y, text_anchor="middle", class_=class_)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _drawing(title: str, size: tuple[int, int], *drawn: SafeString) -> SafeString:
    width, height = size
    return svg.element(
        "svg", *drawn, xmlns="http://www.w3.org/2000/svg", class_="screen-drawing", view_box=f"0 0 {width} {height}",
        role="group", aria_label=title,
    )  # fmt: skip
