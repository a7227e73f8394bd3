"""The comments of a sheet: ours put in, those of an earlier time taken out, everybody else's left as they are."""

from __future__ import annotations

from collections.abc import Mapping

from spreadsheets.reader.addresses import column_letter, read_address
from spreadsheets.reader.guarded_xml import attribute, local
from spreadsheets.reader.marking.splicing import DocumentEdits, beside, escaped, tag_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors></authors>'
    "<commentList></commentList></comments>"
).encode()
Cell = tuple[int, int]
"""Row from 1, column from 0."""


class Comments(DocumentEdits):
    """Edits the part of comments. Where somebody else has a comment on a cell, ours is appended to it."""

    def __init__(self, content: bytes, faults: Mapping[Cell, str], author: str) -> None:
        """Look through ``content`` and note what is to be done; Unmarkable where it is not as usual."""
        self._faults = faults
        self._author = author
        self._count = 0
        self._our_number = ""
        self._name = "comment"
        self._place: Cell = (0, 0)
        self._is_ours = False
        self._begun = self._run_begun = 0
        self._is_our_run = False
        self._authors_end = self._list_end = 0
        self.dropped: set[Cell] = set()
        """Cells whose comment is taken out, and with it the box that shows it."""
        kept: set[Cell] = set()
        self._kept = kept
        super().__init__(content)
        self.added = [cell for cell in faults if cell not in kept]
        """Cells that get a comment of our own."""
        if self.added and not self._our_number:
            self._our_number = str(self._count)
            tag = beside(self._name, "author")
            self.put(self._authors_end, f"<{tag}>{escaped(author)}</{tag}>".encode())
        if self.added:
            self.put(self._list_end, b"".join(self._new(cell) for cell in self.added))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.text = ""
        match local(name):
            case "comment":
                self._name, self._begun = name, self.at
                self._place = read_address(attribute(attributes, "ref"))
                self._is_ours = attributes.get("authorId", "") == self._our_number
            case "r":
                self._run_begun = self.at

    def end(self, name: str) -> None:
        """End an element."""
        match local(name):
            case "author":
                if self.text == self._author:
                    self._our_number = str(self._count)
                self._count += 1
            case "authors":
                self._authors_end = self.at
            case "t" if self.text.startswith(f"\n{self._author}：") and not self._is_ours:
                self._is_our_run = True
            case "r" if self._is_our_run:
                self._is_our_run = False
                self.put(self._run_begun, b"", self.at_end)
            case "text" if not self._is_ours and self._place in self._faults:
                self.put(self.at, self._run(f"\n{self._author}：{self._faults[self._place]}"))
            case "comment":
                if self._is_ours:
                    self.dropped.add(self._place)
                    self.put(self._begun, b"", self.at_end)
                else:
                    self._kept.add(self._place)
            case "commentList":
                self._list_end = self.at

    def _run(self, text: str) -> bytes:
        run, inner = beside(self._name, "r"), beside(self._name, "t")
        return f'<{run}><{inner} xml:space="preserve">{escaped(text)}</{inner}></{run}>'.encode()

    def _new(self, cell: Cell) -> bytes:
        row, column = cell
        told = {"ref": f"{column_letter(column)}{row}", "authorId": self._our_number}
        text = beside(self._name, "text")
        return (
            tag_of(self._name, told)
            + f"<{text}>".encode()
            + self._run(self._faults[cell])
            + f"</{text}></{self._name}>".encode()
        )
