"""Making things in a thread while those made before are used: for work that waits, or computes outside Python."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from contextvars import copy_context
from itertools import islice
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

BLOCK = 250
"""Things that are handed over at a time: handing over costs more than making a small one."""
BLOCKS = 4
"""Blocks that may be ready before one is used, which bounds the memory."""
T = TypeVar("T")


def ahead(things: Iterable[T], *, block: int = BLOCK, blocks: int = BLOCKS) -> Generator[T]:
    """Yield ``things``, which a thread makes ahead of their use, all but the first ``block`` of them.

    What goes wrong in making them is raised where they are used. The thread must not touch the database: it would have
    a connection, and a transaction, of its own. It has ended when the iterator has, or is closed.
    """
    making = iter(things)
    first = list(islice(making, block))
    yield from first
    if len(first) == block:
        yield from _Ahead(making, block, blocks).made()


class _Ahead(Generic[T]):
    """The thread and what it has made."""

    def __init__(self, making: Iterator[T], block: int, blocks: int) -> None:
        self._making = making
        self._block = block
        self._queue: SimpleQueue[list[T] | None] = SimpleQueue()
        self._room = threading.Semaphore(blocks)
        self._is_unwanted = False
        self._failure: BaseException | None = None

    def made(self) -> Iterator[T]:
        """Yield what the thread makes."""
        context = copy_context()
        thread = threading.Thread(target=context.run, args=(self._make,), name="ahead", daemon=True)
        thread.start()
        try:
            while (block := self._queue.get()) is not None:
                self._room.release()
                yield from block
            if self._failure is not None:
                raise self._failure
        finally:
            self._is_unwanted = True
            self._room.release()
            thread.join()

    def _make(self) -> None:
        try:
            while not self._is_unwanted and (block := list(islice(self._making, self._block))):
                self._room.acquire()
                self._queue.put(block)
        except BaseException as failure:  # noqa: BLE001  raised where the things are used
            self._failure = failure
        finally:
            _close(self._making)
            self._queue.put(None)


def _close(making: Iterator[Any]) -> None:
    """Close a generator in the thread that ran it."""
    close = getattr(making, "close", None)
    if close is not None:
        close()
