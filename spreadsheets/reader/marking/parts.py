"""What ties the parts of a package together: relations, types of content, properties of the document."""

from __future__ import annotations

from spreadsheets.reader.guarded_xml import attribute, local
from spreadsheets.reader.marking.mark import NAME
from spreadsheets.reader.marking.splicing import DocumentEdits, beside, escaped, quoted, tag_of

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What the format calls properties that somebody has added."""


class LastChild(DocumentEdits):
    """Puts elements before the end of the outermost one, whose own elements it lists."""

    def __init__(self, content: bytes) -> None:
        """Look through ``content``."""
        self.children: list[dict[str, str]] = []
        self._level = 0
        self._empty = ""
        self.name = ""
        self._end_at = 0
        super().__init__(content)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if not self._level:
            self.name = name
            if self.content[self.at : self.at_end].endswith(b"/>"):
                self._empty = name
                self.put(self.at_end - 2, b">", self.at_end)
        elif self._level == 1:
            self.children.append({**attributes, "": local(name)})
        self._level += 1

    def end(self, name: str) -> None:  # noqa: ARG002  the last one counts
        """End an element."""
        self._level -= 1
        self._end_at = self.at

    def with_children(self, new: bytes) -> bytes:
        """Return the document with ``new`` as its last elements."""
        self.put(self._end_at, new + (f"</{self._empty}>".encode() if self._empty else b""))
        return self.written()


def with_relations(content: bytes | None, relations: dict[str, tuple[str, str]]) -> bytes:
    """Add relations, by their id: the last word of the type, and the target."""
    listed = LastChild(content or f'{DECLARATION}<Relationships xmlns="{PACKAGE}"></Relationships>'.encode())
    name = beside(listed.name, "Relationship")
    return listed.with_children(
        b"".join(
            tag_of(name, {"Id": key, "Type": f"{OFFICE}/{kind}", "Target": target}, is_empty=True)
            for key, (kind, target) in relations.items()
        )
    )


def with_types(content: bytes, parts: dict[str, str]) -> bytes:
    """Say of new parts what they hold: by name, the last words of their type."""
    listed = LastChild(content)
    known = {attribute(child, "Extension").lower() for child in listed.children}
    new = [
        tag_of(
            beside(listed.name, "Override"),
            {"PartName": f"/{part}", "ContentType": f"{TYPES}.{kind}"},
            is_empty=True,
        )
        for part, kind in parts.items()
        if not part.endswith(".vml")
    ]
    if any(part.endswith(".vml") for part in parts) and "vml" not in known:
        told = {"Extension": "vml", "ContentType": f"{TYPES}.vmlDrawing"}
        new.insert(0, tag_of(beside(listed.name, "Default"), told, is_empty=True))
    return listed.with_children(b"".join(new))


class Properties(LastChild):
    """The properties that somebody has added to a document."""

    def __init__(self, content: bytes | None) -> None:
        """Look through the part; without one begin a new one."""
        self._ours = 0
        empty = f'{DECLARATION}<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}"></Properties>'
        super().__init__(content or empty.encode())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        super().start(name, attributes)
        if local(name) == "property" and attributes.get("name") == NAME:
            self._ours = self.at

    def end(self, name: str) -> None:
        """End an element; ours of an earlier time is taken out."""
        super().end(name)
        if local(name) == "property" and self._ours:
            self.put(self._ours, b"", self.at_end)
            self._ours = 0

    def marked(self, value: str) -> bytes:
        """Return the part with our mark."""
        used = [int(child["pid"]) for child in self.children if child.get("pid", "").isdigit()]
        name = beside(self.name, "property")
        told = {"fmtid": FORMAT_ID, "pid": str(max(used, default=1) + 1), "name": NAME}
        inner = f'<vt:lpwstr xmlns:vt="{quoted(VALUES)}">{escaped(value)}</vt:lpwstr></{name}>'
        return self.with_children(tag_of(name, told) + inner.encode())
