"""Reading and writing the lists of fills and cell styles of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from spreadsheets.reader.guarded_xml import local
from spreadsheets.reader.marking.splicing import Splicer, Unmarkable, beside, edited, tag_of

Colour = dict[str, str]
ALWAYS = ("none", "gray125")
"""The two fills that every program takes for granted."""


@dataclass(slots=True)
class Fill:
    """A fill; only a solid one has colours: ``front``, which is seen, and ``back``, which is not."""

    front: Colour | None = None
    back: Colour = field(default_factory=dict)


@dataclass(slots=True)
class Style:
    """A line of the list of cell styles."""

    attributes: dict[str, str]
    inner: bytes = b""

    @property
    def fill(self) -> int:
        """Number of its fill."""
        text = self.attributes.get("fillId", "0")
        return int(text) if text.isascii() and text.isdigit() else 0


class StyleList:
    """What the part of styles lists, and what is to be added to it."""

    def __init__(self, content: bytes) -> None:
        """Read the part; Unmarkable where it lists no styles."""
        self._content = content
        self.fills: list[Fill] = []
        self.styles: list[Style] = []
        self.name = ""
        """The name of the list of styles, whose prefix all that is added shares."""
        self._inside = ""
        self._has_fills = False
        edited(content, self._read, self._read_end)
        if not self.styles:
            raise Unmarkable
        self._has_fills = bool(self.fills)
        self._old_fills, self._old_styles = len(self.fills), len(self.styles)
        self.fills += [Fill() for _ in ALWAYS[len(self.fills) :]]

    def written(self) -> bytes:
        """Return the part with what was added."""
        return edited(self._content, self._write, self._write_end)

    def _read(self, _splicer: Splicer, name: str, attributes: dict[str, str]) -> None:
        part = local(name)
        if part in {"fills", "cellXfs"}:
            self._inside = part
            self.name = name
        elif self._inside == "fills":
            self._read_fill(part, attributes)
        elif self._inside == "cellXfs" and part == "xf":
            self.styles.append(Style(attributes))
        elif self._inside == "cellXfs" and part in {"alignment", "protection"} and self.styles:
            self.styles[-1].inner += tag_of(name, attributes, is_empty=True)

    def _read_end(self, _splicer: Splicer, name: str) -> None:
        if local(name) == self._inside:
            self._inside = ""

    def _read_fill(self, part: str, attributes: dict[str, str]) -> None:
        if part == "fill":
            self.fills.append(Fill())
        elif part == "patternFill" and attributes.get("patternType") == "solid":
            self.fills[-1].front = {}
        elif part == "fgColor" and self.fills[-1].front is not None:
            self.fills[-1].front = attributes
        elif part == "bgColor" and self.fills[-1].front is not None:
            self.fills[-1].back = attributes

    def _write(self, splicer: Splicer, name: str, attributes: dict[str, str]) -> None:
        part = local(name)
        if part == "fills":
            splicer.replace(tag_of(name, {**attributes, "count": str(len(self.fills))}))
        elif part == "cellXfs":
            splicer.replace(tag_of(name, {**attributes, "count": str(len(self.styles))}))
        elif part in {"borders", "cellStyleXfs"} and not self._has_fills:
            self._has_fills = True
            listed = beside(name, "fills")
            splicer.insert(
                tag_of(listed, {"count": str(len(self.fills))}) + self._new_fills() + f"</{listed}>".encode()
            )

    def _write_end(self, splicer: Splicer, name: str) -> None:
        part = local(name)
        if part == "fills":
            splicer.insert(self._new_fills())
        elif part == "cellXfs":
            splicer.insert(b"".join(self._style(style) for style in self.styles[self._old_styles :]))

    def _style(self, style: Style) -> bytes:
        name = beside(self.name, "xf")
        return tag_of(name, style.attributes) + style.inner + f"</{name}>".encode()

    def _new_fills(self) -> bytes:
        plain = [self._fill({"patternType": word}, b"") for word in ALWAYS[self._old_fills :]]
        ours = [
            self._fill(
                {"patternType": "solid"},
                tag_of(beside(self.name, "fgColor"), fill.front or {}, is_empty=True)
                + tag_of(beside(self.name, "bgColor"), fill.back, is_empty=True),
            )
            for fill in self.fills[max(self._old_fills, len(ALWAYS)) :]
        ]
        return b"".join([*plain, *ours])

    def _fill(self, attributes: dict[str, str], colours: bytes) -> bytes:
        fill, pattern = beside(self.name, "fill"), beside(self.name, "patternFill")
        return (
            f"<{fill}>".encode() + tag_of(pattern, attributes) + colours + f"</{pattern}></{fill}>".encode()
        )
