"""Making the next thing in a thread while the one before is used: for work that waits, or computes outside Python."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from contextvars import copy_context
from itertools import islice
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def ahead(things: Iterable[T]) -> Generator[T]:
    """Yield ``things``, of which a thread makes one while another is used, all but the first.

    What goes wrong in making them is raised where they are used. The thread must not touch the database: it would have
    a connection, and a transaction, of its own. It has ended when the iterator has, or is closed.
    """
    making = iter(things)
    for first in islice(making, 1):
        yield from _Ahead(making).made(first)


class _Ahead(Generic[T]):
    """The thread and what it has made."""

    def __init__(self, making: Iterator[T]) -> None:
        self._making = making
        self._queue: SimpleQueue[tuple[T] | None] = SimpleQueue()
        self._room = threading.Semaphore()
        """For one thing that is ready; one more may wait for room."""
        self._is_unwanted = False
        self._failure: BaseException | None = None

    def made(self, first: T) -> Iterator[T]:
        """Yield ``first`` and then what the thread makes."""
        context = copy_context()
        thread = threading.Thread(target=context.run, args=(self._make,), name="ahead", daemon=True)
        thread.start()
        try:
            yield first
            while (found := self._queue.get()) is not None:
                self._room.release()
                yield found[0]
            if self._failure is not None:
                raise self._failure
        finally:
            self._is_unwanted = True
            self._room.release()
            thread.join()

    def _make(self) -> None:
        try:
            for thing in self._making:
                self._room.acquire()
                if self._is_unwanted:
                    break
                self._queue.put((thing,))
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
