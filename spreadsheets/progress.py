"""How far long work has come, and the wish that it should stop: one piece of work seen from two threads.

Whoever works says where it stands by :func:`at` or :func:`counted`, which do nothing where nobody follows. The follower
is found by the context that runs, so that no signature between the page and the innermost loop need carry it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

EVERY = 200
"""Rows between two looks at whether the work should stop."""
T = TypeVar("T")


class Cancelled(Exception):
    """The work was asked to stop; whatever transaction it is in must not be committed."""


class Progress:
    """One piece of work: the step it is at, how many of how many rows are done (``total`` 0: nobody knows).

    ``file`` is the number of the file, and of how many, where there are several.
    """

    def __init__(self) -> None:
        self.step = ""
        self.file = (0, 0)
        self.done = 0
        self.total = 0
        self.before = self.whole = 0
        """Rows before those that are told of, and all of them, where the work goes part by part."""
        self._stop = threading.Event()
        self._ends: list[Callable[[], None]] = []

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the work was asked to stop, by somebody or by the end of the server."""
        return self._stop.is_set() or not threading.main_thread().is_alive()

    def cancel(self) -> None:
        """Ask the work to stop; what can be ended at once, such as a reading process, is."""
        self._stop.set()
        for end in list(self._ends):
            end()

    def tell(self, step: str, done: int, total: int) -> None:
        """Note where the work stands; raise :class:`Cancelled` where it should stop."""
        self.step, self.done, self.total = step, self.before + done, self.whole or total
        self.check()

    def check(self) -> None:
        """Raise :class:`Cancelled` where the work should stop."""
        if self.is_cancelled:
            raise Cancelled

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Have ``end`` called where the work is cancelled within the block."""
        self._ends.append(end)
        try:
            if self._stop.is_set():
                end()
            yield
        finally:
            self._ends.remove(end)


_followed: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def following(progress: Progress) -> Iterator[None]:
    """Let ``progress`` hear what is said within the block."""
    token = _followed.set(progress)
    try:
        yield
    finally:
        _followed.reset(token)


def at(step: str, done: int = 0, total: int = 0) -> None:
    """Say where the work stands; raise :class:`Cancelled` where it should stop."""
    progress = _followed.get()
    if progress is not None:
        progress.tell(step, done, total)


def check() -> None:
    """Raise :class:`Cancelled` where the work should stop."""
    progress = _followed.get()
    if progress is not None:
        progress.check()


@contextmanager
def part(before: int, total: int) -> Iterator[None]:
    """Let what is said within the block be of some rows after ``before`` others, of ``total``."""
    progress = _followed.get()
    if progress is None:
        yield
        return
    progress.before, progress.whole = before, total
    try:
        yield
    finally:
        progress.before = progress.whole = 0


def file(number: int, count: int) -> None:
    """Say which of several files the work is at."""
    progress = _followed.get()
    if progress is not None:
        progress.file = (number, count)
        progress.check()


def counted(rows: Iterable[T], step: str, total: int) -> Iterator[T]:
    """Yield ``rows`` and say every few of them how many there were."""
    progress = _followed.get()
    if progress is None:
        yield from rows
        return
    progress.tell(step, 0, total)
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if not number % EVERY:
            progress.tell(step, number, total)
    progress.tell(step, number, total)


@contextmanager
def ending(end: Callable[[], None]) -> Iterator[None]:
    """Have ``end`` called where the work is cancelled within the block; it must not mind being called too late."""
    progress = _followed.get()
    if progress is None:
        yield
        return
    with progress.ending(end):
        yield
