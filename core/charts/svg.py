"""Writing SVG elements; every text and attribute is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Attribute = str | float | None

RED = "#b5121b"
GOLD = "#a86a00"
INK = "#1f2937"
QUIET = "#5d6673"
LINE = "#e4e7ec"
AXIS = "#98a2b3"
FONT = "-apple-system, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


def element(name: str, *children: str, **attributes: Attribute) -> SafeString:
    """Return ``<name …>children</name>``: ``stroke_width`` is written ``stroke-width``, ``class_`` ``class``."""
    written = format_html_join(
        "",
        ' {}="{}"',
        ((_name(key), _value(value)) for key, value in attributes.items() if value is not None),
    )
    # The name comes from this package, never from data.
    return format_html(f"<{name}{{}}>{{}}</{name}>", written, join(children))


def join(parts: Iterable[str]) -> SafeString:
    """Put parts one after the other, escaping those that are not markup yet."""
    return format_html_join("", "{}", ((part,) for part in parts))


def text(words: str, **attributes: Attribute) -> SafeString:
    """Return a text element; its font is the chart's."""
    return element("text", words, **attributes)


def link(href: str, words: str, *children: str, class_: str = "mark-link") -> SafeString:
    """Return ``children`` as a link with a tooltip, or as a plain group where there is no address."""
    title = element("title", words)
    if not href:
        return element("g", title, *children, class_=class_)
    return element("a", title, *children, href=href, class_=class_, aria_label=words)


def chart(title: str, height: float, *children: str, class_: str, linked: bool) -> SafeString:
    """Return the whole drawing: as wide as its place, ``height`` pixels high."""
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart {class_}",
        # An image hides what is in it from readers; a group lets them reach the links.
        role="group" if linked else "img",
        aria_label=title,
        width="100%",
        height=height,
        font_family=FONT,
        font_size=13,
        fill=INK,
    )


def percent(part: float) -> str:
    """``0.125`` → ``12.5%``."""
    return f"{_value(round(part * 100, 2))}%"


def _name(key: str) -> str:
    if key in CAMEL:
        return CAMEL[key]
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


CAMEL = {"view_box": "viewBox", "preserve_aspect_ratio": "preserveAspectRatio"}
