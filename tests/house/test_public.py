"""Every page without an account: it opens for whoever holds its address, tells of nobody, and is limited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import CharField, Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.public import GONE, TOO_MANY
from branches.models import Branch, Committee
from core.checks import our_apps
from core.fields import EncryptedTextField
from core.records import Record
from members.models import Member
from stations.models import Station
from tests.house.addresses import Address, key_of, public
from tests.house.people import Person
from tests.house.test_pages import ask, told
from tests.house.world import World, row_in

ADDRESS = "127.0.0.1"
DIGITS_IN_WORDS = "零一二三四五六七八九"
UNKNOWN = ("unknown-to-everybody", "ABCDEFGHJK", "钱", "%00", "1" * 300)
# What hangs on the wall beside the code anyway.
ON_THE_WALL = (Committee, Branch, Station)
# What the office says to whoever asked, though it is stored encrypted.
ANSWERS = {"answer", "reply"}


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Count from zero, and leave nothing behind."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def crowded(world: World) -> World:
    """Rows of every model in each place."""
    for place in world.places.values():
        for model in (model for app in our_apps() for model in app.get_models()):
            row_in(model, place)
    return world


def pages(world: World) -> Iterator[tuple[Address, Any, str]]:
    """Return each public address with its row (None where it takes none) and its URL."""
    for address in public():
        rows = address.rows(world.own)
        url = reverse(address.name, kwargs={name: key_of(name, row) for name, row in rows.items()})
        yield address, (list(rows.values()) or [None])[-1], url


def test_they_open_without_an_account_and_write_nothing(cast: dict[str, Person], world: World) -> None:
    wrong = []
    for address, _, url in pages(world):
        answer, written = ask(cast["anonymous"], url, "get")
        if (answer.status_code, written) != (200, []):
            wrong.append(f"GET {address.name}: {answer.status_code}, writes {written}")
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            wrong.append(f"{address.name} may stay in a cache")
    assert wrong == []
    assert public()


def test_what_is_not_there_or_no_longer_valid_has_one_answer(world: World) -> None:
    client, answers = Client(), {}
    for address, row, url in pages(world):
        argument = address.arguments[0] if address.arguments else ""
        missing = [url.replace(str(key_of(argument, row)), text) for text in UNKNOWN if argument]
        if isinstance(row, Record):
            type(row)._default_manager.filter(pk=row.pk).update(voided_at=timezone.now())
            missing.append(url)
        for gone in missing:
            answers[f"GET {gone}"] = told(client, gone)
            assert client.post(gone).status_code == GONE, gone
    assert {status for status, _ in answers.values()} == {GONE}
    assert len({text for _, text in answers.values()}) == 1


def test_they_tell_of_nothing_but_their_own_row(crowded: World) -> None:
    client, found = Client(), []
    for address, row, url in pages(crowded):
        text = client.get(url).content.decode()
        found += [f"{address.name}: {words}" for words in foreign(text, row, crowded)]
    assert found == []


def foreign(text: str, row: Model | None, world: World) -> set[str]:
    """Return the words on a page that stand neither in ``row`` nor on a wall, and beginnings of people's numbers."""
    places = world.places.values()
    words = "|".join({word for place in places for word in (place.word, place.shared_word, place.latin)})
    marked = re.compile(f"(?:{words})(?:\\d+|[{DIGITS_IN_WORDS}]+)")
    allowed = {word for line in told_by(row) for word in marked.findall(line)}
    numbers = {number for place in places for number in (place.county, place.phone) if number in text}
    return ({*marked.findall(text)} - allowed) | numbers


def told_by(row: Model | None) -> Iterator[str]:
    """Return what the page of ``row`` may say: its plain texts, what it belongs to but people, what is on walls."""
    for model in ON_THE_WALL:
        yield from (str(thing) for thing in model._default_manager.all())
    for field in row._meta.concrete_fields if row else ():
        value = getattr(row, field.name)
        if isinstance(value, Model):
            yield "" if isinstance(value, Member | User) else str(value)
        elif (
            isinstance(field, CharField) or field.name in ANSWERS or not isinstance(field, EncryptedTextField)
        ):
            yield str(value)


def test_they_are_limited(world: World) -> None:
    client, wrong = Client(), []
    for address, _, url in pages(world):
        limit = address.view_class.limit
        cache.clear()
        if client.post(url).status_code == TOO_MANY:
            wrong.append(f"{address.name} refuses the first try")
        while limit.take(ADDRESS):
            pass
        answer = client.post(url)
        if answer.status_code != TOO_MANY or limit.words not in answer.content.decode():
            wrong.append(f"{address.name} can be sent more than {limit.tries} times in {limit.seconds} s")
        if client.get(url).status_code != 200:
            wrong.append(f"{address.name} cannot be read after too many tries")
    assert wrong == []
