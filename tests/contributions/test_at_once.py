"""Two people at once: numbers are given once, a decision is made by one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from accounts.system import Visitor
from branches.models import Committee
from contributions.actions import add_suggestion, adopt_suggestion, answer_suggestion, hand_in_suggestion
from contributions.models import Suggestion

pytestmark = pytest.mark.django_db(transaction=True)
DONE, REFUSED = "done", "refused"


def at_once(act: Callable[[int], object], times: int) -> list[str]:
    """Call ``act`` so often in as many threads and return how each ended, in alphabetical order."""
    start = Barrier(times)

    def run(number: int) -> str:
        try:
            start.wait(timeout=20)
            act(number)
        except ValidationError:
            return REFUSED
        else:
            return DONE
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(run, range(times)))


def test_numbers_are_given_once(staff: User, committee: Committee) -> None:
    def add(order: int) -> None:
        values = {"title": f"第 {order} 条", "source": "meeting", "handed_in_on": date(2024, 3, 1)}
        add_suggestion(by=staff, committee=committee, values=values)

    assert at_once(add, 4) == [DONE] * 4
    assert sorted(Suggestion.objects.values_list("number", flat=True)) == [
        f"JY-2024-000{n}" for n in range(1, 5)
    ]


def test_two_presses_hand_in_once(committee: Committee) -> None:
    values = {"title": "热饭", "content": "微波炉", "source": "online"}

    def hand_in(_: int) -> None:
        hand_in_suggestion(by=Visitor(committee), committee=committee, values=values)

    assert at_once(hand_in, 3) == [DONE] * 3
    assert Suggestion.objects.count() == 1


def test_one_decides(staff: User, committee: Committee) -> None:
    row = add_suggestion(by=staff, committee=committee, values={"title": "热饭", "source": "meeting"})
    decide = [adopt_suggestion, answer_suggestion]
    ended = at_once(lambda n: decide[n](by=staff, suggestion=row, reply="答"), 2)
    assert (ended, Suggestion.objects.get().revision) == ([DONE, REFUSED], 2)
