"""The shared texts of an .xlsx: sent on as they come, so that nothing of them is kept here."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from spreadsheets.reader.guarded_xml import Depth, local
from spreadsheets.reader.plain_xml import PRESERVE, parse_in_pieces
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.xlsx_text import read_written, unescape

PLAIN = re.compile(rf"\s*<si>\s*<t{PRESERVE}>([^<]*+)</t>\s*")


def read_texts(chunks: Iterable[bytes], sink: Sink) -> array[int]:
    """Send the shared texts and give the place of each in the pool of values."""
    reader = TextsReader(sink)
    parse_in_pieces(chunks, "</si>", reader.read_plain, reader.start, reader.end, reader.characters)
    return reader.places


class TextsReader:
    """Handlers for the elements of the list of shared texts. Rich text is joined, phonetic text left out."""

    def __init__(self, sink: Sink) -> None:
        """Begin before the first text."""
        self.places = array("I")
        self._sink = sink
        self._depth = Depth(sink.limits.xml_depth)
        self._level = 0
        self._longest = sink.limits.cell_characters * len("_xHHHH_")  # as long as a text may be written
        self._parts: list[str] = []
        self._length = 0
        self._in_text = False
        self._in_phonetic = False

    def read_plain(self, piece: str) -> bool:
        """Read a text without runs; False if it is not plain, or expected within another."""
        match = PLAIN.fullmatch(piece) if self._level == 1 else None
        text = read_written(match[1]) if match else None
        if text is None:
            return False
        self.places.append(self._sink.add_text(text))
        return True

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._depth.down()
        self._level += 1
        match local(name):
            case "t":
                self._in_text = not self._in_phonetic
            case "si":
                self._parts = []
                self._length = 0
            case "rPh":
                self._in_phonetic = True

    def end(self, name: str) -> None:
        """End an element."""
        self._depth.up()
        self._level -= 1
        match local(name):
            case "t":
                self._in_text = False
            case "si":
                self.places.append(self._sink.add_text(unescape("".join(self._parts))))
            case "rPh":
                self._in_phonetic = False

    def characters(self, data: str) -> None:
        """Take a part of a text."""
        if self._in_text:
            self._length += len(data)
            if self._length > self._longest:
                raise Refusal("cell_too_long", limit=self._sink.limits.cell_characters)
            self._parts.append(data)
