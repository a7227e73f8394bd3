"""Styles for faulty cells: each like the one that the cell has, but red.

A solid fill shows its front colour only. Ours keeps the colour that was there before as its back, so that a cell which
has been repaired gets it again, whatever program has saved the file in between.
"""

from __future__ import annotations

from spreadsheets.reader.marking.splicing import beside, tag_of
from spreadsheets.reader.marking.style_list import Colour, Fill, Style, StyleList

RED = "FFFF9A9A"
"""Light enough to read black and dark red text on it, and used by no program by itself."""
NOTHING: Colour = {"indexed": "64"}
INVENTED = "FFFF8080"
"""What LibreOffice makes of any back colour behind our red: it does not tell what was there."""
TEXT_FORMAT = "49"


class Styles:
    """Gives the numbers of styles; those that are missing are added."""

    def __init__(self, content: bytes) -> None:
        """Read the part of styles; Unmarkable where it lists none."""
        self._list = StyleList(content)
        self._known: dict[tuple[str, int], int] = {}
        self._fills: dict[tuple[tuple[str, str], ...], int] = {}
        self.any_red = any(self._is_red(style) for style in self._list.styles)
        """Whether cells may be red from an earlier time."""

    def written(self) -> bytes:
        """Return the part with the new styles."""
        return self._list.written()

    def red(self, number: int) -> int:
        """Give the style that is like ``number``, but red."""
        style = self._style(number)
        if self._is_red(style):
            return number
        before = self._fill_of(style).front
        return self._derived("red", number, {"rgb": RED}, before or NOTHING)

    def restored(self, number: int) -> int:
        """Give the style that a red cell had before; of any other cell, its own."""
        style = self._style(number)
        if not self._is_red(style):
            return number
        before = self._fill_of(style).back
        is_colour = before.keys() & {"rgb", "theme"} or before.get("indexed", "64") != "64"
        is_colour = is_colour and before.get("rgb", "").upper() != INVENTED
        return self._derived("restored", number, before if is_colour else None, NOTHING)

    def note(self, number: int) -> int:
        """Give the style of a text beside a cell of style ``number``: its font, fill and borders."""
        key = ("note", number)
        if key not in self._known:
            base = self._style(self.restored(number))
            formatted = {"numFmtId": TEXT_FORMAT, "applyNumberFormat": "1", "applyAlignment": "1"}
            attributes = {k: v for k, v in {**base.attributes, **formatted}.items() if k != "quotePrefix"}
            middle = tag_of(beside(self._list.name, "alignment"), {"vertical": "center"}, is_empty=True)
            self._known[key] = self._add(Style(attributes, middle))
        return self._known[key]

    def _derived(self, what: str, number: int, front: Colour | None, back: Colour) -> int:
        key = (what, number)
        if key not in self._known:
            base = self._style(number)
            fill = 0 if front is None else self._fill(front, back)
            attributes = {**base.attributes, "fillId": str(fill), "applyFill": "1"}
            self._known[key] = self._add(Style(attributes, base.inner))
        return self._known[key]

    def _add(self, style: Style) -> int:
        self._list.styles.append(style)
        return len(self._list.styles) - 1

    def _fill(self, front: Colour, back: Colour) -> int:
        key = (*front.items(), ("", ""), *back.items())
        if key not in self._fills:
            self._list.fills.append(Fill(front, back))
            self._fills[key] = len(self._list.fills) - 1
        return self._fills[key]

    def _style(self, number: int) -> Style:
        styles = self._list.styles
        return styles[number if 0 <= number < len(styles) else 0]

    def _fill_of(self, style: Style) -> Fill:
        return self._list.fills[style.fill] if style.fill < len(self._list.fills) else Fill()

    def _is_red(self, style: Style) -> bool:
        front = self._fill_of(style).front
        return front is not None and front.get("rgb", "").upper() == RED
