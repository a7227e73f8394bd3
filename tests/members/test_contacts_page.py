from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from members.actions import log_contact
from members.models import Contact, Member
from tests.register import Enter, numbered_id

Browse = Callable[[User], Client]
PAGE = "/members/contacts/"
ARRIVALS = [
    ("任晓", date(2024, 9, 1)),
    ("单志红", date(2024, 6, 1)),
    ("解彤", date(2024, 6, 1)),
    ("查清", date(2024, 11, 1)),
]


@pytest.fixture
def people(enter: Enter, branch_one: Branch, secretary_one: User) -> list[Member]:
    rows = [
        enter(branch_one, name=name, national_id=numbered_id(order), started_on=arrived)
        for order, (name, arrived) in enumerate(ARRIVALS)
    ]
    log_contact(by=secretary_one, member=rows[2], on=date(2024, 12, 20), kind="talk", summary="好")
    return rows


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    rows = response.context["table"].paginated_rows
    return [row.record.name for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["单志红", "任晓"]),
        ("?state=soon", ["单志红", "任晓", "查清"]),
        ("?state=all", ["单志红", "任晓", "查清", "解彤"]),
        ("?q=rx", ["任晓"]),
        ("?state=nonsense", ["单志红", "任晓"]),
    ],
)
def test_the_longest_wait_first(
    client_of: Browse, secretary_one: User, people: list[Member], query: str, expected: list[str]
) -> None:
    assert names(client_of(secretary_one), query) == expected


def test_days_and_the_way_back(client_of: Browse, secretary_one: User, people: list[Member]) -> None:
    client = client_of(secretary_one)
    page = client.get(PAGE).content.decode()
    assert ["已超期 136 天" in page, "还没有联系过" in page, "每 3 个月至少联系一次" in page] == [True] * 3
    form = f"/members/{people[1].pk}/contacts/add/?back=contacts"
    assert form in page
    contact = {"on": "2025-01-15", "kind": "phone", "summary": "一切都好。"}
    answer = client.post(form, contact, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "已记录与 单志红 的联系。" in answer.content.decode()
    assert names(client) == ["任晓"]
    assert Contact.objects.count() == 2


def test_each_sees_their_own(
    client_of: Browse, staff: User, secretary_two: User, other_staff: User, people: list[Member]
) -> None:
    assert names(client_of(staff)) == ["单志红", "任晓"]
    assert names(client_of(secretary_two)) == names(client_of(other_staff)) == []


def test_not_for_an_auditor(client_of: Browse, auditor: User) -> None:
    assert client_of(auditor).get(PAGE).status_code == 403
