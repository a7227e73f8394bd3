"""A chart's drawing as a picture of its own, for files and printers, which know neither styles nor width of a page.

Parts of the width become lengths, what is only for pointers and readers goes, and fonts are named that offices and
open systems have. Only plain shapes with numbers remain, as Word, typst and browsers alike draw them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = (
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
LETTERS = 13.0
_SPACE = "{http://www.w3.org/2000/svg}"
# Along the width; everything else is in pixels already.
_ACROSS = ("x", "x1", "x2", "cx", "width")
_DROPPED = ("class", "role", "href", "aria-label", "aria-hidden", "vector-effect", "overflow")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def standalone(drawing: str, width: float, fonts: Sequence[str] = FONTS) -> SafeString:
    """Return the SVG ``drawing`` of a chart as a picture ``width`` pixels wide, complete in itself."""
    root = ET.fromstring(_NOT_XML.sub("", drawing))  # noqa: S314  drawn by this package
    height = float(root.get("height", "0"))
    picture = ET.Element("svg", xmlns="http://www.w3.org/2000/svg")
    picture.attrib |= {
        "width": _number(width),
        "height": _number(height),
        "viewBox": f"0 0 {_number(width)} {_number(height)}",
        "font-family": ", ".join(fonts),
        "font-size": root.get("font-size", _number(LETTERS)),
        "fill": root.get("fill", "#000"),
    }
    picture.extend(_drawn(root, width))
    return mark_safe(ET.tostring(picture, encoding="unicode"))  # noqa: S308  escaped as it is written


def _drawn(parent: ET.Element, width: float) -> list[ET.Element]:
    return [_shape(child, width) for child in parent if not _only_for_pointers(child)]


def _only_for_pointers(element: ET.Element) -> bool:
    return _name(element) == "title" or element.get("class") == "hit"


def _shape(element: ET.Element, width: float) -> ET.Element:
    name = _name(element)
    if name == "svg":
        return _nested(element, width)
    shape = ET.Element("g" if name == "a" else name, _lengths(element, width))
    shape.text = element.text
    shape.extend(_drawn(element, width))
    return shape


def _nested(element: ET.Element, width: float) -> ET.Element:
    """Turn a drawing in the drawing into a group: one that stretches, or one that hangs on the right edge."""
    group = ET.Element("g")
    if start := _across(element.get("x", "0"), width):
        group.set("transform", f"translate({_number(start)} 0)")
    group.extend(_drawn(element, width))
    if box := element.get("viewBox"):
        stretch = width / float(box.split()[2])
        for line in group:
            line.set("points", _stretched(line.get("points", ""), stretch))
    return group


def _lengths(element: ET.Element, width: float) -> dict[str, str]:
    found = {key: value for key, value in element.attrib.items() if key not in _DROPPED}
    for key in _ACROSS:
        if key in found:
            found[key] = _number(_across(found[key], width))
    for shift, key in (("dx", "x"), ("dy", "y")):
        if moved := found.pop(shift, ""):
            size = float(found.get("font-size", LETTERS))
            by = float(moved[:-2]) * size if moved.endswith("em") else float(moved)
            found[key] = _number(float(found.get(key, 0)) + by)
    return found


def _across(value: str, width: float) -> float:
    return float(value[:-1]) / 100 * width if value.endswith("%") else float(value)


def _stretched(points: str, by: float) -> str:
    pairs = (point.split(",") for point in points.split())
    return " ".join(f"{_number(float(x) * by)},{y}" for x, y in pairs)


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(_SPACE)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
