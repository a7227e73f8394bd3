"""Each list asks the database as often for one row as for three; how often stands here, so that a change shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.generic.list import MultipleObjectMixin

from branches.models import Branch
from tests.house.addresses import Address, addresses
from tests.house.people import Person
from tests.house.world import Place, World, make

# Everything counts: session, person, roles, number of pages, rows, choices of the filters.
QUERIES = {
    "accounts:users": 11,
    "activities:activities": 10,
    "activities:deals": 10,
    "activities:festivals": 6,
    "audit:entries": 8,
    "branches:branches": 6,
    "branches:committee": 5,
    "branches:enterprises": 9,
    "branches:partnerships": 6,
    "contributions:improvements": 8,
    "contributions:mediations": 9,
    "contributions:posts": 8,
    "contributions:suggestions": 9,
    "contributions:ventures": 10,
    "members:cards": 9,
    "members:contacts": 7,
    "members:honours": 7,
    "members:members": 11,
    "members:requests": 8,
    "members:seats": 11,
    "members:transfers": 7,
    "reports:dashboard": 11,
    "services:legal_aids": 8,
    "services:tickets": 8,
    "services:visits": 8,
    "spreadsheets:batches": 6,
    "spreadsheets:remembered": 7,
    "stations:calendar": 7,
    "stations:organisations": 9,
    "stations:stations": 7,
    "training:calendar": 6,
    "training:members": 7,
    "training:sessions": 8,
}
# Lists that are no list views of a class.
MODELS = {
    "spreadsheets:batches": "spreadsheets.ImportBatch",
    "spreadsheets:remembered": "spreadsheets.RememberedAnswer",
    "reports:dashboard": "members.Member",
}
READERS = {"accounts:users": "administrator", "audit:entries": "auditor", "branches:committee": "operator"}


def lists() -> list[Address]:
    return [
        address
        for address in addresses()
        if not address.row_arguments
        if address.name in MODELS
        or (address.view_class and issubclass(address.view_class, MultipleObjectMixin))
    ]


def test_every_list_has_its_number_of_queries() -> None:
    assert sorted(address.name for address in lists()) == sorted(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_list_costs_the_same_for_more_rows(name: str, cast: dict[str, Person], world: World) -> None:
    address = next(address for address in lists() if address.name == name)
    reader = cast[READERS.get(name, "staff")]
    add(address, world.own, 1)
    reader.client.get(reverse(name))
    one = cost(reader, name)
    add(address, world.own, 2)
    assert (one, cost(reader, name)) == (QUERIES[name], QUERIES[name])


def add(address: Address, place: Place, count: int) -> None:
    """Store rows for the list, each in a branch of its own and with whatever it points to."""
    for _ in range(count):
        make(model_of(address), replace(place, branch=make(Branch, place)))


def model_of(address: Address) -> type[Model]:
    if label := MODELS.get(address.name):
        return apps.get_model(label)
    rows = getattr(address.view_class, "queryset", None)
    model: type[Model] = rows.model if rows is not None else address.view_class.model
    return model


def cost(reader: Person, name: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = reader.client.get(reverse(name))
    assert answer.status_code == 200
    return len(queries)
