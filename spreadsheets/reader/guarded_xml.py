"""XML parsing that resolves nothing: no DTD, no entity, no outside file, bounded depth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn
from xml.parsers import expat

from spreadsheets.reader.refusal import Refusal

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]

BUFFER_SIZE = 65_536
LONGEST_TOKEN = 8 * 1024 * 1024
"""Bytes of one tag, comment or the like: expat reads an unfinished one again from its start with each new piece."""


def _refuse_definition(*_: object) -> NoReturn:
    raise Refusal("dtd")


def guarded_parser(
    start: StartHandler, end: EndHandler, text: TextHandler | None = None
) -> expat.XMLParserType:
    """Give a parser that refuses a DTD, in whatever encoding, by Refusal. Names keep their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = BUFFER_SIZE
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse_definition
    parser.EntityDeclHandler = _refuse_definition
    parser.ExternalEntityRefHandler = _refuse_definition
    parser.SkippedEntityHandler = _refuse_definition
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    return parser


def xml_feeder(
    start: StartHandler, end: EndHandler, text: TextHandler
) -> tuple[Callable[[bytes], None], Callable[[], None]]:
    """Give two functions, to feed a document piece by piece and to finish it.

    Both raise Refusal where it has a DTD or is not well formed. ``text`` gets a run of text in one call unless it is
    longer than ``BUFFER_SIZE``.
    """
    parser = guarded_parser(start, end, text)

    fed = 0

    def feed(data: bytes, *, is_last: bool = False) -> None:
        nonlocal fed
        fed += len(data)
        try:
            parser.Parse(data, is_last)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise Refusal("damaged")
        except (
            expat.ExpatError,
            ValueError,
            LookupError,
        ) as error:  # the last two: an encoding that is unknown
            raise Refusal("damaged") from error

    return feed, lambda: feed(b"", is_last=True)


def parse_xml(chunks: Iterable[bytes], start: StartHandler, end: EndHandler, text: TextHandler) -> None:
    """Parse a document that comes in chunks, see ``xml_feeder``."""
    feed, finish = xml_feeder(start, end, text)
    for chunk in chunks:
        feed(chunk)
    finish()


def local(name: str) -> str:
    """Drop a namespace prefix: some exporters write ``x:row`` for ``row``."""
    return name.rpartition(":")[2]


def attribute(attributes: dict[str, str], name: str, default: str = "") -> str:
    """Give an attribute by its local name, whatever its prefix."""
    if name in attributes:
        return attributes[name]
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return default


def is_true(value: str | None) -> bool:
    """Tell whether an XML boolean is true."""
    return value in {"1", "true", "on"}


class Depth:
    """Counts nested elements that a reader does not know, so that a million of them end early."""

    def __init__(self, limit: int) -> None:
        """Allow ``limit`` nested elements."""
        self._left = limit

    def down(self) -> None:
        """Enter an element; Refusal where they are nested deeper than any real file."""
        self._left -= 1
        if self._left < 0:
            raise Refusal("damaged")

    def up(self) -> None:
        """Leave an element."""
        self._left += 1
