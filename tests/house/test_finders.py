"""Every finder of the global search: nobody finds another's rows, everybody the own ones, and each hit has a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.checks import our_apps
from core.finders import FINDERS, Finder
from tests.house.crawl import text_of
from tests.house.people import Person
from tests.house.world import World, row_in

ALL = [pytest.param(finder, id=finder.key) for finder in FINDERS]
ONLOOKERS = ("secretary_one", "staff", "other_staff", "other_administrator")
MANY = 100


@pytest.fixture
def seeded(world: World, cast: dict[str, Person]) -> World:
    """A row of every model in each place."""
    for place in world.places.values():
        for model in (model for app in our_apps() for model in app.get_models()):
            row_in(model, place)
    return world


def texts_for(person: Person, world: World) -> list[str]:
    """Return what somebody might type to find any row of any place: words, the beginnings of numbers."""
    places = world.places.values()
    words = {word for place in places for word in (place.word, place.shared_word, place.latin, place.county)}
    return sorted({*words, "钱", "qian", "FW", "1", "支部"})


def foreign_words(person: Person, world: World) -> set[str]:
    places = world.places.values()
    abroad = {p.shared_word for p in places if p.committee != person.committee}
    own = {p.word for p in places if p.committee == person.committee and person.branch in {None, p.branch}}
    return abroad | {p.word for p in places} - own


@pytest.mark.parametrize("who", ONLOOKERS)
def test_nobody_finds_the_rows_of_others(who: str, cast: dict[str, Person], seeded: World) -> None:
    person = cast[who]
    found = [
        f"{finder.key}, {text}: {hit.title} {hit.words}"
        for text in texts_for(person, seeded)
        for finder, hits in FINDERS.find(person.user, text, MANY)  # type: ignore[arg-type]  # somebody with an account
        for hit in hits
    ]
    strange = foreign_words(person, seeded)
    told = [label.partition(": ")[2] for label in found]
    assert [label for label, words in zip(found, told, strict=True) if any(w in words for w in strange)] == []
    assert found


@pytest.mark.parametrize("who", ONLOOKERS)
def test_each_hit_leads_to_a_page(who: str, cast: dict[str, Person], seeded: World) -> None:
    person = cast[who]
    addresses = {
        hit.href
        for text in texts_for(person, seeded)
        for _, hits in FINDERS.find(person.user, text, 2)  # type: ignore[arg-type]  # as above
        for hit in hits
    }
    answers = {url: person.client.get(url).status_code for url in addresses}
    assert answers == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("finder", ALL)
def test_a_finder_keeps_to_its_limit_and_to_its_permission(
    finder: Finder, cast: dict[str, Person], seeded: World
) -> None:
    staff, auditor = cast["staff"], cast["auditor"]
    hits = {len(finder.find(staff.user, text, 1)) for text in texts_for(staff, seeded)}  # type: ignore[arg-type]  # as above
    assert hits <= {0, 1}
    assert 1 in hits
    shown = [each.key for each, _ in FINDERS.find(auditor.user, seeded.own.word, MANY)]  # type: ignore[arg-type]  # as above
    assert (finder.key in shown) <= auditor.holds(finder.permission)


@pytest.mark.parametrize("finder", ALL)
def test_the_whole_list_is_open_to_those_who_find(
    finder: Finder, cast: dict[str, Person], seeded: World
) -> None:
    if finder.everything:
        view, _, query = finder.everything.partition("?")
        answer = cast["secretary_one"].client.get(f"{reverse(view)}?q={seeded.own.word}&{query}")
        assert answer.status_code == 200
        assert 'name="q"' in text_of(answer).partition("<main")[2]
