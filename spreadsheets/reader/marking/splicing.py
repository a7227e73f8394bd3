"""Rewriting single elements of a document while all other bytes go through as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from spreadsheets.reader.guarded_xml import EndHandler, StartHandler, guarded_parser
from spreadsheets.reader.plain_xml import UTF8

TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
OFFICE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Unmarkable(Exception):
    """A document that cannot be edited where it stands: another encoding, or parts that are missing."""


class Splicer:
    """Parses a document; a handler may rewrite, cut out or put something before the tag at which it is called."""

    def __init__(self, out: Callable[[bytes], object], start: StartHandler, end: EndHandler) -> None:
        """Write to ``out``; ``start`` and ``end`` are called for each element."""
        self._parser = guarded_parser(self._start, self._end)
        self._out = out
        self._on_start, self._on_end = start, end
        self._buffer = bytearray()
        self._base = 0
        """Place of the buffer's first byte in what the parser has got."""
        self._at = 0
        self._cutting = False
        self._is_cut_empty = False
        self._is_first = True

    def feed(self, data: bytes) -> None:
        """Take a part of the document; Unmarkable where it is not UTF-8 or not well formed."""
        if self._is_first and data:
            self._is_first = False
            if UTF8.match(data) is None:
                raise Unmarkable
        self._buffer += data
        self._parse(data, is_last=False)
        if not self._cutting:
            self._pass_until(self._at)

    def pass_on(self, data: bytes) -> None:
        """Let a part through that the parser need not see. All that came before must end with the end of an element."""
        self._pass_until(self._base + len(self._buffer))
        self._out(data)

    def finish(self) -> None:
        """End the document."""
        self._parse(b"", is_last=True)
        self._out(bytes(self._buffer))

    @property
    def tag(self) -> bytes:
        """The tag at which a handler is called, as it is written."""
        found = TAG.match(self._buffer, self._at - self._base)
        if found is None:
            raise Unmarkable
        return found[0]

    @property
    def is_empty(self) -> bool:
        """Tell, at its start, whether an element ends with its own tag."""
        return self.tag.endswith(b"/>")

    def insert(self, new: bytes) -> None:
        """Put something before the tag."""
        self._pass_until(self._at)
        self._out(new)

    def replace(self, new: bytes) -> None:
        """Put something in place of the tag."""
        length = len(self.tag)
        self.insert(new)
        self._drop_until(self._at + length)

    def cut(self) -> None:
        """Begin to leave out an element, at its start; :meth:`end_cut` at its end, or :meth:`keep`."""
        self._pass_until(self._at)
        self._cutting = True
        self._is_cut_empty = self.is_empty

    def end_cut(self, new: bytes) -> None:
        """Put something in place of the element that ends."""
        stop = self._at if self._is_cut_empty else self._at + len(self.tag)
        self._cutting = False
        self._drop_until(stop)
        self._out(new)

    def keep(self) -> None:
        """Let the element stand after all."""
        self._cutting = False

    def fill(self, name: str, new: bytes) -> bool:
        """Put something into an element that is empty, at its start; False if it has an end of its own."""
        tag = self.tag
        if not tag.endswith(b"/>"):
            return False
        self.replace(tag[:-2] + b">" + new + f"</{name}>".encode())
        return True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._at = self._parser.CurrentByteIndex
        self._on_start(name, attributes)

    def _end(self, name: str) -> None:
        self._at = self._parser.CurrentByteIndex
        self._on_end(name)

    def _parse(self, data: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(data, is_last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unmarkable from error

    def _pass_until(self, place: int) -> None:
        length = place - self._base
        if length > 0:
            self._out(bytes(self._buffer[:length]))
            self._drop_until(place)

    def _drop_until(self, place: int) -> None:
        length = place - self._base
        if length > 0:
            del self._buffer[:length]
            self._base = place


class DocumentEdits:
    """Edits noted while a document that is held whole is looked through, and made together."""

    def __init__(self, content: bytes) -> None:
        """Look through ``content``; Unmarkable where it is not UTF-8 or not well formed."""
        if UTF8.match(content) is None:
            raise Unmarkable
        self.content = content
        self.text = ""
        """What was read since the handlers last set it."""
        self._edits: list[tuple[int, int, bytes]] = []
        self._parser = guarded_parser(self.start, self.end, self._listen)
        try:
            self._parser.Parse(content, True)  # noqa: FBT003  as expat has it
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unmarkable from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    @property
    def at(self) -> int:
        """Where the tag begins at which a handler is called. An element that is empty ends behind its tag."""
        return self._parser.CurrentByteIndex

    @property
    def at_end(self) -> int:
        """Where the tag ends."""
        found = TAG.match(self.content, self.at)
        if found is None:
            raise Unmarkable
        return found.end()

    def put(self, start: int, new: bytes, end: int | None = None) -> None:
        """Note that ``new`` comes before ``start``, in place of what stands until ``end``."""
        if not start:
            raise Unmarkable  # the element at whose end it belongs was not there
        self._edits.append((start, start if end is None else end, new))

    def written(self) -> bytes:
        """Return the document as edited."""
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < done:
                raise Unmarkable
            pieces += [self.content[done:start], new]
            done = end
        return b"".join([*pieces, self.content[done:]])

    def _listen(self, text: str) -> None:
        self.text += text


def tag_of(name: str, attributes: Mapping[str, str], *, is_empty: bool = False) -> bytes:
    """Write a start tag."""
    told = "".join(f' {key}="{quoted(value)}"' for key, value in attributes.items())
    return f"<{name}{told}{'/' if is_empty else ''}>".encode()


def quoted(text: str) -> str:
    """Write the value of an attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def escaped(text: str) -> str:
    """Write a text of a cell or a comment: what XML forbids, or what turns the reading around, shows as a mark."""
    text = OFFICE_ESCAPE.sub("_x005F_", NOT_XML.sub("\ufffd", text)).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def beside(name: str, other: str) -> str:
    """Give ``other`` the prefix of the element ``name``."""
    prefix, colon, _ = name.rpartition(":")
    return f"{prefix}{colon}{other}"


def edited(
    content: bytes,
    start: Callable[[Splicer, str, dict[str, str]], None],
    end: Callable[[Splicer, str], None],
) -> bytes:
    """Edit a document that is held whole; the handlers get the splicer first."""
    pieces: list[bytes] = []
    splicer = Splicer(
        pieces.append,
        lambda name, attributes: start(splicer, name, attributes),
        lambda name: end(splicer, name),
    )
    splicer.feed(content)
    splicer.finish()
    return b"".join(pieces)
