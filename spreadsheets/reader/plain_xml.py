"""Parsing a long list of like elements three times as fast: the plain ones by pattern, all else by expat.

A document is cut behind each end of an element, such as ``</row>``. A piece that a pattern covers to the last
character, without entities of its own, carriage returns or anything that XML forbids, means to the pattern what it
would mean to a parser; it is kept from expat, for which the list is then only shorter. Any other piece goes to expat
as it is. Some programs write every Han character as a reference (``&#22995;``): these are read here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spreadsheets.reader.guarded_xml import EndHandler, StartHandler, TextHandler, xml_feeder

ATTRIBUTES = r'(?: [A-Za-z][\w:.]*="[^"<&]*")*'
WRITTEN = r"[^<\x00-\x08\x0b-\x1f\ufffe\uffff]*"
"""Text as it is written, references such as ``&#22995;`` included: :func:`resolve` reads them."""
REFERENCE = re.compile(r"(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
CODES = (range(9, 11), range(13, 14), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
"""The characters that XML has (XML 1.0, 2.2, Char)."""
MOST_REFERENCES = 50_000
PRESERVE = r'(?: xml:space="preserve")?'
LONGEST_PIECE = 4 * 1024 * 1024
"""Bytes in which the end of an element must come for its document to be cut."""
UTF8 = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml(?![^>]*encoding\s*=\s*[\"'](?!utf-8))|[A-Za-z])", re.IGNORECASE
)


def parse_in_pieces(  # noqa: PLR0913, PLR0917 - the three handlers of a parser, and what makes it quick
    chunks: Iterable[bytes],
    end_tag: str,
    read_plain: Callable[[str], bool],
    start: StartHandler,
    end: EndHandler,
    text: TextHandler,
) -> None:
    """Parse a document, see ``xml_feeder``.

    ``read_plain`` gets each piece that ends at an ``end_tag``, without the tag. It returns False, having done nothing,
    where the piece is not plain or the handlers have not come to the place where such elements stand.
    """
    feed, finish = xml_feeder(start, end, text)
    traps = Traps()
    tag = end_tag.encode()
    for block in whole_pieces(chunks, tag):
        pieces = _cut(block, end_tag) if traps.may_cut else None
        if pieces is None:
            traps.look_at(block)
            feed(block)
            continue
        for piece in pieces:
            if not (traps.may_cut and read_plain(piece)):
                body = piece.encode() + tag
                traps.look_at(body)
                feed(body)
    finish()


class References(dict[str, str]):
    """The text that is meant by what stands behind an ampersand, up to the next one."""

    def __missing__(self, written: str) -> str:
        """Read one that is not known yet; ValueError where it is not of XML's own or names no character."""
        reference = REFERENCE.match(written)
        if reference is None:
            raise ValueError(written)
        name, end = reference[1], reference.end()
        if end < len(written):
            return self[written[:end]] + written[end:]
        if len(self) >= MOST_REFERENCES:
            self.clear()
        text = self[written] = NAMED.get(name) or _character(name)
        return text


_references = References()


def resolve(written: str) -> str | None:
    """Return the text that ``written`` means; None where a reference is not of XML's own or names no character."""
    text, *references = written.split("&")
    try:
        return text + "".join([_references[reference] for reference in references])
    except ValueError:
        return None


def _character(name: str) -> str:
    code = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
    if not _may_stand(code):
        raise ValueError(name)
    return chr(code)


def _may_stand(code: int) -> bool:
    """Tell whether XML has the character; expat says what is wrong with one that it has not."""
    return any(code in codes for codes in CODES)


class Traps:
    """Watches what expat gets for what could deceive a pattern: another encoding, a comment or a CDATA section."""

    def __init__(self) -> None:
        """Begin before the first piece."""
        self.may_cut = True
        self._is_first = True

    def look_at(self, block: bytes) -> None:
        """Stop all cutting, for good, where a pattern could be deceived from here on."""
        marks = block.count(b"<?") + block.count(b"<!")
        if self._is_first:  # the XML declaration is one mark
            self.may_cut = UTF8.match(block) is not None and marks <= 1
            self._is_first = False
        elif marks:
            self.may_cut = False


def whole_pieces(chunks: Iterable[bytes], tag: bytes) -> Iterator[bytes]:
    """Cut the bytes behind the last element that has come whole."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = data.rfind(tag) + len(tag)
        if cut >= len(tag):
            yield data[:cut]
            rest = data[cut:]
        elif len(data) > LONGEST_PIECE:
            yield data
            rest = b""
        else:
            rest = data
    yield rest


def _cut(block: bytes, end_tag: str) -> list[str] | None:
    """Give the pieces of a block without their end tags; None where it has none, or is no UTF-8 (expat tells which)."""
    try:
        pieces = block.decode().split(end_tag)
    except UnicodeDecodeError:
        return None
    return pieces[:-1] if len(pieces) > 1 and not pieces[-1] else None
