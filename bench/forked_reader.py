"""The reading process, started once and forked for each file: the same doors, without the start of an interpreter.

Reading thousands of small files is mostly waiting for Python to start. Here one process loads the readers and forks;
each fork closes the same doors (see ``spreadsheets.reader.sandbox``), reads one file and ends. What it cost is told by
the system. Only for systems that fork.
"""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from spreadsheets.reader import process  # noqa: E402  after the path is set
from spreadsheets.reader.answer import LIES, Answer  # noqa: E402
from spreadsheets.reader.book import Book  # noqa: E402
from spreadsheets.reader.child import READERS, answer  # noqa: E402
from spreadsheets.reader.kinds import kind_of  # noqa: E402
from spreadsheets.reader.limits import Limits  # noqa: E402
from spreadsheets.reader.refusal import refused  # noqa: E402
from spreadsheets.reader.sandbox import close_doors  # noqa: E402

ASKED = struct.Struct("<II")
TOLD = struct.Struct("<idII")
BOOT = (
    "import json, sys; sys.path[:0] = json.loads(sys.argv[1]); from bench.forked_reader import serve; serve()"
)


@dataclass(frozen=True)
class Cost:
    """What reading one file took."""

    seconds: float
    """Of processor time."""
    megabytes: int
    """The most memory that the reading process held."""


class ForkedReader:
    """Reads files; ``cost`` is what the last one took."""

    def __init__(self) -> None:
        """Start the process that forks."""
        xlrd = find_spec("xlrd")
        folders = [str(ROOT), *([str(Path(xlrd.origin).parents[1])] if xlrd and xlrd.origin else [])]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", BOOT, json.dumps(folders)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={},
        )  # fmt: skip
        self.cost = Cost(0, 0)

    def read(self, content: bytes, limits: Limits) -> Book:
        """Do what ``read_in_process`` does."""
        assert self._process.stdin is not None  # noqa: S101  for the type checker: both are pipes
        assert self._process.stdout is not None  # noqa: S101
        asked = json.dumps(asdict(limits)).encode()
        self._process.stdin.write(ASKED.pack(len(asked), len(content)) + asked + content)
        self._process.stdin.flush()
        status, seconds, kilobytes, length = TOLD.unpack(self._process.stdout.read(TOLD.size))
        self.cost = Cost(seconds, kilobytes // 1024)
        try:
            return Answer(io.BytesIO(self._process.stdout.read(length)), limits).book()
        except LIES as error:
            ran_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
            raise refused("reader_timeout" if ran_out else "reader_died") from error

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def forked_reading() -> Iterator[ForkedReader]:
    """Let all reading of this process go through one :class:`ForkedReader` for the time of a block."""
    reader, usual = ForkedReader(), process.read_in_process
    process.read_in_process = reader.read
    try:
        yield reader
    finally:
        process.read_in_process = usual
        reader.close()


def serve() -> None:
    """Be the process that forks, until nobody asks any more."""
    for module in READERS.values():
        import_module(module)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(ASKED.size):
        asked, size = ASKED.unpack(header)
        limits = Limits(**json.loads(source.read(asked)))
        content = source.read(size)
        inside, outside = os.pipe()
        child = os.fork()
        if not child:
            os.close(inside)
            _answer_and_end(outside, content, limits)
        os.close(outside)
        with os.fdopen(inside, "rb") as pipe:
            told = pipe.read()
        _, status, usage = os.wait4(child, 0)
        target.write(TOLD.pack(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, len(told)) + told)
        target.flush()


def _answer_and_end(target: int, content: bytes, limits: Limits) -> None:
    os.dup2(target, 1)
    os.close(target)
    close_doors(limits, len(content))
    answer(content, kind_of(content), sys.stdout.buffer, limits)
    os._exit(0)
