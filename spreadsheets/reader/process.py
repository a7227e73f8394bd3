"""The parent's side of the reading process: starts it, feeds it, and ends it, whatever it does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from core.collecting import without_collecting
from spreadsheets import progress
from spreadsheets.reader.answer import LIES, Answer
from spreadsheets.reader.book import Book
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.refusal import refused

ROOT = Path(__file__).resolve().parents[2]
BOOT = """
import json, sys
from importlib import import_module
sys.path[:0] = json.loads(sys.argv.pop(1))
import_module(sys.argv.pop(1)).main()
"""
READER = "spreadsheets.reader.child"
KEPT_ENVIRONMENT = ("SYSTEMROOT",)
"""Windows needs it to start anything. Nothing else is handed on: the environment holds the keys of the house."""


@without_collecting()
def read_in_process(content: bytes, limits: Limits) -> Book:
    """Read a file in a process of its own; FileRefused where it is refused, or the process dies, hangs or lies."""
    with reading_process(content, limits) as (process, clock):
        assert process.stdin is not None  # noqa: S101 - for the type checker: all three are pipes
        assert process.stdout is not None  # noqa: S101
        threading.Thread(target=feed, args=(process.stdin, content), daemon=True).start()
        try:
            return Answer(process.stdout, limits, keep=True).book()
        except LIES as error:
            progress.at("读取")  # killed because nobody wants it any more: no fault of the file
            code = "reader_timeout" if clock.is_over or ran_out_of_time(process) else "reader_died"
            raise refused(code) from error


def feed(pipe: IO[bytes], content: bytes) -> None:
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
def reading_process(
    content: bytes, limits: Limits, main: str = READER
) -> Iterator[tuple[subprocess.Popen[bytes], Clock]]:
    """Run the module ``main`` as reading process for the time of a block; afterwards it is gone, whatever it did."""
    process = subprocess.Popen(  # noqa: S603 - see the import
        _command(len(content), limits, main),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
        start_new_session=True,
    )
    clock = Clock(process, limits.wall_budget(len(content)))
    try:
        with progress.ending(lambda: kill(process)):
            yield process, clock
    finally:
        clock.stop()
        kill(process)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()


def _command(size: int, limits: Limits, main: str) -> list[str]:
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
        main,
        json.dumps(asdict(limits)),
        str(size),
    ]


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def ran_out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether the system killed the process for its use of processor time."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=1) == -getattr(signal, "SIGXCPU", 0)
    return False
