"""The parent's side of the reading process: starts it, feeds it, reads its answer within limits, and ends it."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import threading
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from spreadsheets.reader import wire
from spreadsheets.reader.book import Book, Cell, Grid, Row
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.refusal import refused

ROOT = Path(__file__).resolve().parents[2]
BOOT = """
import json, sys
sys.path[:0] = json.loads(sys.argv.pop(1))
from spreadsheets.reader.child import main
main()
"""
KEPT_ENVIRONMENT = ("SYSTEMROOT",)
"""Windows needs it to start anything. Nothing else is handed on: the environment holds the keys of the house."""
KINDS = ("xlsx", "xls", "csv", "html", "xml2003")
LONGEST_FRAME = 64 * 1024 * 1024
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


def read_in_process(content: bytes, limits: Limits) -> Book:
    """Read a file in a process of its own; FileRefused where it is refused, or the process dies, hangs or lies."""
    with _reading_process(content, limits) as (process, clock):
        assert process.stdin is not None  # noqa: S101 - for the type checker: all three are pipes
        assert process.stdout is not None  # noqa: S101
        threading.Thread(target=_feed, args=(process.stdin, content), daemon=True).start()
        try:
            return Answer(process.stdout, limits).book()
        except LIES as error:
            code = "reader_timeout" if clock.is_over or _ran_out_of_time(process) else "reader_died"
            raise refused(code) from error


def _feed(pipe: IO[bytes], content: bytes) -> None:
    """Hand the file over, beside the reading of the answer: a process that answers before it has read blocks nobody."""
    with suppress(OSError, ValueError):  # it died: its answer, or the lack of it, says why
        pipe.write(content)
        pipe.close()


class Clock:
    """Kills a process when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        """Start to count."""
        self.is_over = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.is_over = True
        kill(self._process)

    def stop(self) -> None:
        """Stop to count."""
        self._timer.cancel()


@contextmanager
def _reading_process(content: bytes, limits: Limits) -> Iterator[tuple[subprocess.Popen[bytes], Clock]]:
    """Run the reading process for the time of a block; afterwards it is gone, whatever it did."""
    process = subprocess.Popen(  # noqa: S603 - see the import
        _command(len(content), limits),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
        start_new_session=True,
    )
    clock = Clock(process, limits.wall_budget(len(content)))
    try:
        yield process, clock
    finally:
        clock.stop()
        kill(process)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()


def _command(size: int, limits: Limits) -> list[str]:
    """Isolated and without site-packages, which would double the time to start; only xlrd's own folder is added."""
    xlrd = find_spec("xlrd")
    folders = [str(ROOT)]
    if xlrd is not None and xlrd.origin is not None:
        folders.append(str(Path(xlrd.origin).parents[1]))
    return [
        sys.executable,
        "-I",
        "-S",
        "-c",
        BOOT,
        json.dumps(folders),
        json.dumps(asdict(limits)),
        str(size),
    ]


def _one_of(words: tuple[str, ...], word: object) -> str:
    return words[words.index(str(word))]


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _ran_out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether the system killed the process for its use of processor time."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=1) == -getattr(signal, "SIGXCPU", 0)
    return False


class Answer:
    """Reads the frames of a reading process; believes none of its numbers."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        """Read from ``stream`` and allow no more than ``limits``."""
        self._stream = stream
        self._limits = limits
        self._left = limits.unpacked_bytes + 8 * limits.cells
        self._pool: list[Cell] = [None]
        self._rows_left = limits.rows + limits.heading_rows
        self._cells_left = limits.cells

    def book(self) -> Book:
        """Read to the end; FileRefused where the answer is a refusal, BrokenAnswer and others where it is none."""
        sheets: list[Grid] = []
        while True:
            kind, body = self._frame()
            match kind:
                case b"R":
                    self._add_rows(body, sheets[-1].rows)
                case b"T":
                    self._put(*wire.unpack_texts(body))
                case b"V":
                    self._put(*wire.unpack_values(body, self._pool))
                case b"S":
                    name, hidden = json.loads(body)
                    sheets.append(Grid(name=str(name).encode(errors="replace").decode(), hidden=bool(hidden)))
                case b"E":
                    merges, hidden_rows = json.loads(body)
                    sheets[-1].merges = [(int(a), int(b), int(c), int(d)) for a, b, c, d in merges]
                    sheets[-1].hidden_rows = set(map(int, hidden_rows))
                case b"B":
                    return Book(kind=_one_of(KINDS, json.loads(body)), sheets=sheets)
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
        return kind, body

    def _put(self, first: int, values: list[Cell] | list[str]) -> None:
        """Put values into the pool from place ``first`` on."""
        pool = self._pool
        end = first + len(values)
        if not 0 < first <= end <= POOL_SLACK * self._limits.cells:
            raise BrokenAnswer(first)
        if end > len(pool):
            pool.extend([None] * (end - len(pool)))
        pool[first:end] = values

    def _add_rows(self, body: bytes, rows: list[Row]) -> None:
        numbers = array("I")
        numbers.frombytes(body)
        flat = numbers.tolist()
        value_of = self._pool.__getitem__
        start, end = 0, len(flat)
        while start < end:
            stop = start + 2 + flat[start + 1]
            cells = list(map(value_of, flat[start + 2 : stop]))
            self._rows_left -= 1
            self._cells_left -= len(cells)
            if stop > end or self._rows_left < 0 or self._cells_left < 0:
                raise BrokenAnswer(stop)
            rows.append(Row(flat[start], cells))
            start = stop
