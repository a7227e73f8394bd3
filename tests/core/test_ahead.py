"""What is made ahead comes in order, once, and its maker ends with its use."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from core.ahead import ahead

SAID: ContextVar[str] = ContextVar("said", default="nothing")
MANY = 50


def names_of_threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, MANY])
def test_everything_comes_in_order(count: int) -> None:
    assert list(ahead(range(count))) == list(range(count))
    assert "ahead" not in names_of_threads()


def test_the_first_needs_no_thread() -> None:
    assert next(ahead(threading.get_ident() for _ in range(MANY))) == threading.get_ident()
    assert list(ahead(threading.get_ident() for _ in range(1))) == [threading.get_ident()]


def test_the_others_are_made_beside() -> None:
    assert len(set(ahead(threading.get_ident() for _ in range(MANY)))) == 2


@pytest.mark.parametrize("place", [0, 1, 2, MANY - 1])
def test_a_failure_is_raised_where_the_things_are_used(place: int) -> None:
    def making() -> Iterator[int]:
        for number in range(MANY):
            if number == place:
                raise LookupError(place)
            yield number

    with pytest.raises(LookupError, match=str(place)):
        list(ahead(making()))
    assert "ahead" not in names_of_threads()


def test_the_maker_ends_where_nobody_wants_more() -> None:
    ended = threading.Event()

    def making() -> Iterator[int]:
        try:
            yield from range(10**9)
        finally:
            ended.set()

    things = ahead(making())
    assert next(things) == 0
    assert [next(things) for _ in range(3)][-1] == 3
    things.close()
    assert ended.is_set()
    assert "ahead" not in names_of_threads()


def test_no_more_is_made_than_there_is_room_for() -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for number in range(MANY * 2):
            made.append(number)
            yield number

    most = 0
    for used, _ in enumerate(ahead(making()), start=1):
        most = max(most, len(made) - used)
    assert most <= 2  # one that is ready, and one that waits


def test_the_next_is_made_while_the_first_is_used() -> None:
    begun = threading.Event()

    def making() -> Iterator[int]:
        yield 0
        begun.set()
        yield 1

    things = ahead(making())
    assert next(things) == 0
    assert begun.wait(60)
    assert list(things) == [1]


def test_the_maker_hears_what_was_said_around_it() -> None:
    token = SAID.set("something")
    try:
        assert set(ahead(SAID.get() for _ in range(MANY))) == {"something"}
    finally:
        SAID.reset(token)
