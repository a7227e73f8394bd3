"""Reading what the reading process answers, within limits and without believing it."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from typing import IO

from spreadsheets import progress
from spreadsheets.reader import wire
from spreadsheets.reader.book import Book, Cell, Grid
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.pooled_rows import PooledRows
from spreadsheets.reader.refusal import refused

KINDS = ("xlsx", "xls", "csv", "html", "xml2003")
LONGEST_MARK = 200
LONGEST_FRAME = 16 * 1024 * 1024
POOL_SLACK = 8
"""Places that the pool of values may have for each cell: blocks of it stay half empty."""


class BrokenAnswer(Exception):
    """The reading process said something that it never says."""


LIES = (
    BrokenAnswer,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
    OSError,
    struct.error,
)
"""All that reading an answer raises if it is not what the reading process says."""


class Answer:
    """Reads the frames of a reading process; believes none of its numbers."""

    def __init__(self, stream: IO[bytes], limits: Limits, *, keep: bool = False) -> None:
        """Read from ``stream`` and allow no more than ``limits``; ``keep`` the answer with the book, to be stored."""
        self._stream = stream
        self._limits = limits
        self._left = limits.unpacked_bytes + 8 * limits.cells
        self._keeper = zlib.compressobj(1) if keep else None
        self._kept: list[bytes] = []
        self._pool: list[Cell] = [None]
        self._rows_left = limits.rows + limits.heading_rows
        self._cells_left = limits.cells

    def book(self) -> Book:
        """Read to the end; FileRefused where the answer is a refusal, BrokenAnswer and others where it is none."""
        sheets: list[Grid] = []
        rows: PooledRows | None = None
        mark = ""
        while True:
            kind, body = self._frame()
            match kind:
                case b"R" if rows is not None:
                    self._add_rows(body, rows)
                    progress.at("读取", sum(len(sheet.rows) for sheet in sheets))
                case b"T":
                    self._put(*wire.unpack_texts(body))
                case b"V":
                    self._put(*wire.unpack_values(body, self._pool))
                case b"S":
                    name, hidden = json.loads(body)
                    rows = PooledRows(self._pool)
                    shown = str(name).encode(errors="replace").decode()
                    sheets.append(Grid(name=shown, hidden=bool(hidden), rows=rows))
                case b"E":
                    merges, hidden_rows = json.loads(body)
                    sheets[-1].merges = [(int(a), int(b), int(c), int(d)) for a, b, c, d in merges]
                    sheets[-1].hidden_rows = set(map(int, hidden_rows))
                case b"P":
                    mark = wire.carried(str(json.loads(body)))[:LONGEST_MARK]
                case b"B":
                    return Book(_one_of(KINDS, json.loads(body)), sheets, mark, self._answer())
                case b"X":
                    code, details = json.loads(body)
                    raise refused(str(code), details)
                case _:
                    raise BrokenAnswer(kind)

    def _frame(self) -> tuple[bytes, bytes]:
        header = self._stream.read(wire.HEADER.size)
        if len(header) < wire.HEADER.size:
            raise BrokenAnswer(header)
        kind, length = wire.HEADER.unpack(header)
        self._left -= length
        if length > LONGEST_FRAME or self._left < 0:
            raise BrokenAnswer(length)
        body = self._stream.read(length)
        if len(body) < length:
            raise BrokenAnswer(length)
        if self._keeper is not None:
            self._kept += (self._keeper.compress(header), self._keeper.compress(body))
        return kind, body

    def _answer(self) -> bytes:
        return b"".join([*self._kept, self._keeper.flush()]) if self._keeper is not None else b""

    def _put(self, first: int, values: list[Cell] | list[str]) -> None:
        """Put values into the pool from place ``first`` on."""
        pool = self._pool
        end = first + len(values)
        if not 0 < first <= end <= POOL_SLACK * self._limits.cells:
            raise BrokenAnswer(first)
        if end > len(pool):
            pool.extend([None] * (end - len(pool)))
        pool[first:end] = values

    def _add_rows(self, body: bytes, rows: PooledRows) -> None:
        numbers = array("I")
        numbers.frombytes(body)
        starts = array("I")
        most = len(self._pool)
        start, end = 0, len(numbers)
        while start < end:
            starts.append(start)
            count = numbers[start + 1]
            stop = start + 2 + count
            self._rows_left -= 1
            self._cells_left -= count
            if stop > end or self._rows_left < 0 or self._cells_left < 0:
                raise BrokenAnswer(stop)
            start = stop
        if max(numbers, default=0) >= most and any(
            max(numbers[first + 2 : first + 2 + numbers[first + 1]], default=0) >= most for first in starts
        ):
            raise BrokenAnswer(most)
        rows.extend(numbers, starts)


def _one_of(words: tuple[str, ...], word: object) -> str:
    return words[words.index(str(word))]
