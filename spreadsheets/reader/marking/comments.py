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
    """Edits the part of comments. Where somebody else has a comment on a cell, ours is appended to it.

    Ours are known by how they begin: not every program keeps the name of an author.
    """

    def __init__(self, content: bytes, faults: Mapping[Cell, str], author: str) -> None:
        """Look through ``content`` and note what is to be done; Unmarkable where it is not as usual."""
        self._sentences = {cell: f"{author}：{text}" for cell, text in faults.items()}
        self._author = author
        self._authors = 0
        self._our_number = ""
        self._name = "comment"
        self._place: Cell = (0, 0)
        self._begun = self._run_begun = self._text_end = self._authors_end = self._list_end = 0
        self._whole = ""
        self._runs: list[tuple[int, int, str]] = []
        self.dropped: set[Cell] = set()
        """Cells whose comment is taken out, and with it the box that shows it."""
        self._kept: set[Cell] = set()
        super().__init__(content)
        self.added = [cell for cell in faults if cell not in self._kept]
        """Cells that get a comment of our own."""
        if self.added:
            self._add()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.text = ""
        match local(name):
            case "comment":
                self._name, self._begun = name, self.at
                self._place = read_address(attribute(attributes, "ref"))
                self._whole, self._runs = "", []
            case "r":
                self._run_begun = self.at

    def end(self, name: str) -> None:
        """End an element."""
        match local(name):
            case "author":
                if self.text == self._author:
                    self._our_number = str(self._authors)
                self._authors += 1
            case "authors":
                self._authors_end = self.at
            case "t":
                self._whole += self.text
            case "r":
                self._runs.append((self._run_begun, self.at_end, self.text))
            case "text":
                self._text_end = self.at
            case "comment":
                self._end_comment()
            case "commentList":
                self._list_end = self.at

    def _end_comment(self) -> None:
        begin = f"{self._author}："
        if self._whole.startswith(begin):
            self.dropped.add(self._place)
            self.put(self._begun, b"", self.at_end)
            return
        self._kept.add(self._place)
        left = self._whole
        for start, end, text in self._runs:
            if text.startswith(f"\n{begin}"):
                self.put(start, b"", end)
                left = left.replace(text, "")
        sentence = self._sentences.get(self._place, "")
        if sentence and sentence not in left:
            self.put(self._text_end, self._run(f"\n{sentence}"))

    def _add(self) -> None:
        if not self._our_number:
            self._our_number = str(self._authors)
            tag = beside(self._name, "author")
            self.put(self._authors_end, f"<{tag}>{escaped(self._author)}</{tag}>".encode())
        self.put(self._list_end, b"".join(self._new(cell) for cell in self.added))

    def _run(self, text: str) -> bytes:
        run, inner = beside(self._name, "r"), beside(self._name, "t")
        return f'<{run}><{inner} xml:space="preserve">{escaped(text)}</{inner}></{run}>'.encode()

    def _new(self, cell: Cell) -> bytes:
        row, column = cell
        told = {"ref": f"{column_letter(column)}{row}", "authorId": self._our_number}
        text = beside(self._name, "text")
        inner = f"<{text}>".encode() + self._run(self._sentences[cell]) + f"</{text}></{self._name}>".encode()
        return tag_of(self._name, told) + inner
