"""The language between the reading process and its parent: small frames of text, numbers and JSON.

A frame is one byte (its kind), four bytes (its length) and its body. Nothing in it is code and nothing names a class,
so that a reading process that a file has taken over can tell lies but run nothing.

======  ==============================================================================================================
``T``   texts: the place of the first in the pool, their count, their lengths, then all of them as one UTF-8 string
``V``   JSON list: the place of the first in the pool, then other values
``S``   JSON ``[name, hidden]``: a sheet begins
``R``   rows as 32-bit numbers: row number, count of cells, then for each cell its place in the pool (0 is empty)
``E``   JSON ``[merges, hidden rows]``: the sheet ends
``P``   JSON text: the mark of a marked copy
``B``   JSON text: the kind of the book; the last frame of a file that was read
``X``   JSON ``[code, details]``: the file is refused; the last frame too
======  ==============================================================================================================
"""

from __future__ import annotations

import json
import re
import struct
from array import array
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from spreadsheets.reader.book import Cell, CellError, Formula, PlainCell

Json: TypeAlias = "str | int | float | bool | list[Json] | None"


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A formula whose stored value is a text that has gone before; known by its place in the pool."""

    place: int


HEADER = struct.Struct("<cI")
TEXTS = struct.Struct("<II")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def carried(text: str) -> str:
    """Replace lone surrogates, the only characters that cannot be carried or stored, by U+FFFD."""
    return LONE_SURROGATE.sub("\ufffd", text)


def pack_texts(first: int, texts: list[str]) -> bytes:
    """Pack texts for a ``T`` frame."""
    text = "".join(texts)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        body = carried(text).encode()
    return TEXTS.pack(first, len(texts)) + array("I", map(len, texts)).tobytes() + body


def unpack_texts(body: bytes) -> tuple[int, list[str]]:
    """Read a ``T`` frame: the place of the first text, and the texts. One of ``answer.LIES`` where it is wrong."""
    first, count = TEXTS.unpack_from(body)
    lengths = array("I")
    lengths.frombytes(body[8 : 8 + 4 * count])
    text = body[8 + 4 * count :].decode()
    if len(lengths) != count or sum(lengths) != len(text):
        raise ValueError(count)
    texts = []
    start = 0
    for length in lengths:
        end = start + length
        texts.append(text[start:end])
        start = end
    return first, texts


def pack_value(value: Cell | SharedFormula) -> Json:  # noqa: PLR0911 - one for each type
    """Make a cell's value ready for JSON: numbers and booleans as they are, all else as ``[tag, …]``."""
    if isinstance(value, int | float):
        return value
    match value:
        case SharedFormula():
            return ["p", value.place]
        case Formula():
            return ["f", pack_value(value.value)]
        case CellError():
            return ["e", carried(value.text)]
        case datetime():
            return ["m", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case time():
            return ["t", value.isoformat()]
        case str():
            return ["s", carried(value)]
        case _:
            return value


def pack_values(first: int, values: list[Cell | SharedFormula]) -> bytes:
    """Pack values for a ``V`` frame."""
    return json.dumps([first, *map(pack_value, values)], ensure_ascii=False).encode()


def unpack_values(body: bytes, pool: list[Cell]) -> tuple[int, list[Cell]]:
    """Read a ``V`` frame: the place of the first value, and the values. One of ``answer.LIES`` where it is wrong."""
    first, *items = json.loads(body)
    return int(first), [unpack_value(item, pool) for item in items]


def unpack_value(item: Json, pool: list[Cell]) -> Cell:
    """Read one value of a ``V`` frame."""
    match item:
        case ["f", inner]:
            return Formula(unpack_plain(inner))
        case ["p", int(place)]:
            shared = pool[place]
            return Formula(shared if isinstance(shared, str) else None)
        case _:
            return unpack_plain(item)


def unpack_plain(item: Json) -> PlainCell:
    """Read one value that is no formula."""
    if item is None or isinstance(item, bool | int | float):
        return item
    match item:
        case ["s", str(text)]:
            return carried(text)
        case ["e", str(text)]:
            return CellError(carried(text))
        case ["d", str(text)]:
            return date.fromisoformat(text)
        case ["m", str(text)]:
            return datetime.fromisoformat(text)
        case ["t", str(text)]:
            return time.fromisoformat(text)
    raise ValueError(item)
