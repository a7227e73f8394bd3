"""No word of another branch or committee on any page, in any choice, search, export, import or trace.

Enterprises belong to the committee as a whole: its branches see them, other committees do not.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from accounts.models import User
from audit.models import AuditEntry, Verb
from audit.trail import record
from core.checks import our_apps
from members.choices import Departure
from members.models import Contact, Enrolment, Member, MoveRequest
from tests.house.addresses import addresses
from tests.house.crawl import text_of, walk
from tests.house.people import Person
from tests.house.world import World, row_in
from tests.importing import HEADER, national_id, xlsx

# It names the branches of its committee to whoever stands before it; test_public looks at its words.
WALL = "reports:wall"
ONLOOKERS = ("secretary_one", "other_staff", "other_administrator", "other_auditor")


@pytest.fixture
def seeded(world: World, cast: dict[str, Person]) -> World:
    """A row of every model in each place, and people whose history crosses the border between two branches."""
    for place in world.places.values():
        for model in (model for app in our_apps() for model in app.get_models()):
            row_in(model, place)
    cross_the_border(world)
    return world


def cross_the_border(world: World) -> None:
    """One who came from the neighbour, one who went there, one who is asked for."""
    own, two = world.own, world.neighbour
    actor = row_in(User, two, committee=two.committee)
    came = row_in(Member, own)
    Enrolment.objects.filter(member=came).update(started_on=date(2024, 6, 1))
    Enrolment.objects.create(
        member=came,
        branch=two.branch,
        started_on=date(2023, 1, 1),
        ended_on=date(2024, 6, 1),
        outcome=Departure.MOVED,
        note=f"{two.word}旧事",
    )
    Contact.objects.create(
        member=came,
        branch=two.branch,
        on=date(2023, 5, 1),
        kind="visit",
        summary=f"{two.word}走访",
        recorded_by=actor,
    )
    record(by=actor, verb=Verb.UPDATE, obj=came, branch_key=two.branch.pk, detail=f"{two.word}改过")
    went = row_in(Member, two, name=f"钱{own.word}去")
    Enrolment.objects.create(
        member=went,
        branch=own.branch,
        started_on=date(2022, 1, 1),
        ended_on=date(2023, 1, 1),
        outcome=Departure.MOVED,
    )
    # The asking branch knows the number of whom it asks for, and nothing else.
    asked = row_in(Member, two, national_id=national_id(20_900, county=own.county))
    row_in(MoveRequest, own, member=asked)


@pytest.mark.parametrize("who", ONLOOKERS)
def test_pages_hold_no_foreign_word(who: str, cast: dict[str, Person], seeded: World) -> None:
    person = cast[who]
    mine = seeded.own if who == "secretary_one" else seeded.abroad
    texts = {
        url: text for url, text in walk(person, mine).items() if resolve(urlsplit(url).path).view_name != WALL
    }
    for url in list(texts):
        if 'name="q"' in texts[url].partition("<main")[2] and "?" not in url:
            for words in ("q=钱", "q=qian", "status=all", "status=left"):
                texts[f"{url} {words}"] = text_of(person.client.get(f"{url}?{words}"))
    assert leaks(texts, person, seeded) == []
    assert sum(mine.word in text for text in texts.values()) >= 5


def test_choices_search_and_import_hold_no_foreign_word(cast: dict[str, Person], seeded: World) -> None:
    person, own = cast["secretary_one"], seeded.own
    foreign = Member.objects.filter(
        branch=seeded.neighbour.branch, name__startswith=f"钱{seeded.neighbour.word}"
    )[0]
    abroad = Member.objects.filter(branch=seeded.abroad.branch)[0]
    texts = {}
    for label, member in (("neighbour", foreign), ("abroad", abroad)):
        number = {"national_id": member.national_id, "number": member.national_id}
        form = {
            "name": "孙立",
            "branch": own.branch.pk,
            "to_branch": own.branch.pk,
            "started_on": "2024-03-01",
        }
        # A foreign number is answered like nobody's: on the page of the search, not by leading elsewhere.
        for known in (member.national_id, member.phone, national_id(999), "13912345678"):
            assert person.client.post(reverse("members:find"), {"number": known}).status_code == 200
        for page in ("find", "member_add", "request_add"):
            answer = person.client.post(reverse(f"members:{page}"), {**form, **number}, follow=True)
            texts[f"{page} {label}"] = without(text_of(answer), member.national_id)
        by_phone = person.client.post(reverse("members:find"), {"number": member.phone})
        texts[f"phone {label}"] = without(text_of(by_phone), member.phone)
        rows = [HEADER, ["孙立", member.national_id, member.phone, own.branch.name]]
        answer = upload(person, xlsx(rows))
        texts[f"import {label}"] = without(text_of(answer), member.national_id, member.phone)
    assert leaks(texts, person, seeded) == []


@pytest.mark.parametrize("who", ["secretary_one", "staff", "other_staff", "other_administrator"])
def test_exports_hold_no_foreign_word(who: str, cast: dict[str, Person], seeded: World) -> None:
    person = cast[who]
    texts = {}
    for address in addresses():
        if "export" in address.name and person.holds(address.permission):
            for form in ({"month": "2024-12", "file_format": "xlsx", "full": "on"}, {"file_format": "csv"}):
                for url in address.urls():
                    texts[f"{url} {form}"] = text_of(person.client.post(url, form, follow=True))
                    texts[f"{url} {form} GET"] = text_of(person.client.get(url, form, follow=True))
    assert leaks(texts, person, seeded) == []
    mine = seeded.own if person.committee == seeded.own.committee else seeded.abroad
    assert sum(mine.word in text for text in texts.values()) >= 2


def upload(person: Person, content: bytes) -> Any:  # noqa: ANN401  the test client's response
    file = SimpleUploadedFile("名单.xlsx", content)
    url = reverse("spreadsheets:upload", kwargs={"kind": "members"})
    return person.client.post(url, {"file": file}, follow=True)


def without(text: str, *typed: str) -> str:
    """Take out what the person has typed."""
    for words in typed:
        text = text.replace(words, "")
        text = text.replace(f"{words[:6]}********{words[-4:]}", "").replace(
            f"{words[:3]}****{words[-4:]}", ""
        )
    return text


def leaks(texts: dict[str, str], person: Person, world: World) -> list[str]:
    """Return where a foreign word stands."""
    return [
        f"{url}: {word} in …{text[max(0, text.index(word) - 60) : text.index(word) + 40]}…"
        for url, text in texts.items()
        for word in foreign_words(person, world)
        if word in text
    ]


def foreign_words(person: Person, world: World) -> set[str]:
    """Return the words of the places that ``person`` has nothing to do with, and the beginnings of their numbers."""
    words = set()
    for place in world.places.values():
        if place.committee != person.committee:
            words |= {place.shared_word, place.committee.short_name, place.committee.name}
        elif person.branch in {None, place.branch}:
            continue
        words |= {place.word, place.latin, place.county, place.phone, f"{place.phone[:3]}****"}
    return words


def test_no_model_is_left_out(seeded: World) -> None:
    ours = [model for model in apps.get_models() if model._meta.app_config in our_apps()]
    assert [model._meta.label for model in ours if model._default_manager.count() < 2] == []
    assert AuditEntry.objects.filter(branch_key=seeded.neighbour.branch.pk).exists()
