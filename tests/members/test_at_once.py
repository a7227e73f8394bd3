"""Two people at once: what one of them did stands, the other is told in a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from branches.models import Branch
from members.actions import edit_member, end_enrolment, register_member
from members.models import Enrolment, Member
from tests.register import ZENG

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


def test_the_same_person_is_registered_once(
    secretary_one: User, secretary_two: User, branch_one: Branch, branch_two: Branch
) -> None:
    doors = [(secretary_one, branch_one), (secretary_two, branch_two)]

    def register(number: int) -> Member:
        by, branch = doors[number]
        return register_member(by=by, branch=branch, started_on=date(2024, 3, 2), values=ZENG)

    assert at_once(register, 2) == [DONE, REFUSED]
    assert (Member.objects.count(), Enrolment.objects.count()) == (1, 1)


def test_the_same_record_is_edited_by_one(secretary_one: User, staff: User, zeng: Member) -> None:
    people = [secretary_one, staff]

    def edit(number: int) -> Member:
        values = {"job_title": f"第{number}人"}
        return edit_member(by=people[number], member=zeng, values=values, revision=1)

    assert at_once(edit, 2) == [DONE, REFUSED]
    assert Member.objects.get().revision == 2


def test_an_enrolment_ends_once(secretary_one: User, zeng: Member) -> None:
    def end(_: int) -> Enrolment:
        return end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="returned")

    assert at_once(end, 4) == [DONE, REFUSED, REFUSED, REFUSED]
    assert Member.objects.get().revision == 2
