"""Every address × every role × own, foreign and missing rows.

What must happen follows from the roles' table and the place of the row; nothing here is a list of pages.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.public import PublicMixin
from tests.house.addresses import Address, addresses, with_rows
from tests.house.people import NAMES, Person
from tests.house.traces import stored, writes
from tests.house.world import World

MISSING = (987_654_321, 10**25)
MOVED, NO, NOT_FOUND, NO_SUCH_METHOD, REFUSED = 302, 403, 404, 405, 422


def test_pages_without_login_are_public_ones_and_these() -> None:
    free = {address.name: address.view_class for address in addresses() if address.is_login_free}
    assert {name for name, view in free.items() if not (view and issubclass(view, PublicMixin))} == {
        "accounts:login",
        "accounts:logout",
    }


SOMEBODY = [name for name in NAMES if name != "anonymous"]


@pytest.mark.parametrize("who", SOMEBODY)
def test_pages_answer_by_role(who: str, cast: dict[str, Person]) -> None:
    person, wrong = cast[who], []
    for address in addresses():
        for url, permission in address.pages():
            may = person.holds(permission)
            wrong += faults(person, url, url, {200} if may else {NO}, may=may)
    assert wrong == []


@pytest.mark.parametrize("who", SOMEBODY)
def test_rows_answer_by_place(who: str, cast: dict[str, Person], world: World) -> None:
    person, wrong = cast[who], []
    targets = [(a, place, a.numbers(place)) for a in with_rows() for place in world.places.values()]
    assert person.client.session.session_key
    before = stored()
    for address, place, numbers in targets:
        model = list(address.models().values())[-1]
        url, label = reverse(address.name, kwargs=numbers), f"{address.name} in {place.word}"
        may = person.reaches(address.permission, place, model)
        if may:
            wrong += faults(person, url, label, {200}, may=True)
        elif person.holds(address.permission):
            wrong += faults(person, url, label, {NOT_FOUND}, may=False)
            wrong += like_missing(person, address, numbers)
        else:
            wrong += faults(person, url, label, {NO, NOT_FOUND}, may=False)
    assert wrong == []
    assert stored() == before


def test_strangers_are_led_to_the_login_page(cast: dict[str, Person], world: World) -> None:
    stranger = cast["anonymous"].client
    urls = [url for address in addresses() if not address.is_login_free for url in address.urls()]
    urls += [reverse(a.name, kwargs=a.numbers(world.own)) for a in with_rows()]
    before = stored()
    answers = [(url, answer) for url in urls for answer in (stranger.get(url), stranger.post(url))]
    assert [url for url, answer in answers if not is_to_login(answer)] == []
    assert stored() == before


def is_to_login(answer: Any) -> bool:  # noqa: ANN401  the test client's response
    return bool(answer.status_code == MOVED and answer["Location"].startswith(reverse("accounts:login")))


def faults(person: Person, url: str, label: str, wanted: set[int], *, may: bool) -> list[str]:
    """Read a page and press its button with nothing filled in; return what is wrong with the answers.

    Reading writes nothing but its trace, pressing writes only where one ``may``, and that is taken back here.
    """
    read, written = ask(person, url, "get")
    found = [f"GET {label} writes {table}" for table in written]
    pressed, written = ask(person, url, "post")
    found += [] if may else [f"POST {label} writes {table}" for table in written]
    moved = {MOVED} if may else set()
    for method, answer, fine in (
        ("GET", read, {*wanted, *moved, NO_SUCH_METHOD}),
        ("POST", pressed, {*wanted, *moved, NO_SUCH_METHOD, *({REFUSED, NOT_FOUND} if may else ())}),
    ):
        if answer.status_code not in fine:
            found.append(f"{method} {label}: {answer.status_code}, not one of {sorted(fine)}")
    if read.status_code == pressed.status_code == NO_SUCH_METHOD:
        found.append(f"{label} can neither be read nor pressed")
    return found


def ask(person: Person, url: str, method: str) -> tuple[Any, list[str]]:
    """Return the answer and the tables written to; nothing stays written."""
    client = person.client
    cookies = copy(client.cookies)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, writes(queries.captured_queries)


def like_missing(person: Person, address: Address, numbers: dict[str, int]) -> list[str]:
    """Return how the answer for a foreign row differs from that for a row that does not exist."""
    foreign = told(person.client, reverse(address.name, kwargs=numbers))
    rows = address.row_arguments
    urls = [reverse(address.name, kwargs=numbers | dict.fromkeys(rows, key)) for key in MISSING]
    return [
        f"{address.name}: a foreign row is told from a missing one"
        for url in urls
        if told(person.client, url) != foreign
    ]


def told(client: Client, url: str) -> tuple[int, str]:
    """Return all that an answer tells, without the address itself and the token of the form."""
    answer = client.get(url)
    text = answer.content.decode().replace(url, "")
    return answer.status_code, re.sub(r'"[A-Za-z0-9]{64}"|\d+ 秒', "", text)
