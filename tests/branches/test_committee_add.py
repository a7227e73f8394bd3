"""Founding a committee: the first thing that the administrator of a fresh deployment does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from branches.actions import add_committee
from branches.models import Committee

ClientOf = Callable[[User], Client]
REMINDERS = {
    "letter_notice_days": 15,
    "confirm_notice_days": 30,
    "card_check_month": 10,
    "term_notice_days": 90,
    "station_notice_day": 20,
    "ticket_notice_days": 2,
    "suggestion_days": 30,
    "return_day": 5,
    "return_notice_days": 3,
    "change_threshold": 20,
    "import_file_days": 90,
}
VALUES = {
    "name": "临港流动党员党委",
    "short_name": "临港",
    "contact_months": 3,
    "lost_months": 6,
    "register_days": 30,
    "letter_days": 90,
    **REMINDERS,
}


def test_whoever_looks_after_everything_founds_one(client_of: ClientOf, operator: User) -> None:
    client = client_of(operator)
    assert reverse("branches:committee_add") in client.get(reverse("branches:committee")).content.decode()
    response = client.post(reverse("branches:committee_add"), VALUES)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("branches:committee"))
    assert Committee.objects.get(short_name="临港").name == "临港流动党员党委"


def test_a_name_is_taken_once(client_of: ClientOf, operator: User, committee: Committee) -> None:
    response = client_of(operator).post(reverse("branches:committee_add"), {**VALUES, "name": committee.name})
    assert response.status_code == 200
    assert Committee.objects.count() == 1


def test_the_administrator_of_one_committee_does_not(
    client_of: ClientOf, administrator: User, committee: Committee
) -> None:
    assert committee.name == "港区流动党员党委"
    client = client_of(administrator)
    assert reverse("branches:committee_add") not in client.get(reverse("branches:committee")).content.decode()
    assert client.post(reverse("branches:committee_add"), VALUES).status_code == 403
    with pytest.raises(PermissionDenied):
        add_committee(by=administrator, values=VALUES)
    assert Committee.objects.count() == 1
