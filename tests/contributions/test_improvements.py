"""Improvements: units that add up, totals by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee
from contributions.actions import add_improvement, change_improvement, void_improvement
from contributions.models import Improvement

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
LIST = "/contributions/improvements/"


def values(**given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {
        "kind": "couple_room",
        "title": "青年公寓夫妻房",
        "quantity": 18,
        "delivered_on": date(2024, 6, 1),
        **given,
    }


@pytest.fixture
def rooms(staff: User, committee: Committee) -> Improvement:
    return add_improvement(by=staff, committee=committee, values=values())


def test_the_unit_follows_the_kind(staff: User, rooms: Improvement) -> None:
    assert rooms.unit == "间"
    changed = change_improvement(by=staff, improvement=rooms, values={"kind": "parking"})
    assert changed.unit == "平方米"
    changed = change_improvement(by=staff, improvement=rooms, values={"kind": "charging", "unit": "个"})
    assert changed.unit == "个"


def test_faults(staff: User, committee: Committee, rooms: Improvement) -> None:
    with pytest.raises(ValidationError) as refused:
        add_improvement(
            by=staff,
            committee=committee,
            values=values(kind="canteen", quantity=0, delivered_on=date(2025, 1, 16)),
        )
    assert refused.value.message_dict == {
        "quantity": ["请填 1 至 10000000 之间的整数。"],
        "unit": ["此字段不能为空。"],
        "delivered_on": ["落实日期还没有到，请核对。"],
    }
    with pytest.raises(ValidationError) as refused:
        add_improvement(by=staff, committee=committee, values=values())
    assert refused.value.message_dict == {
        "title": ["同一天已登记过同名的实事；分几批落实的，请在名称里写明。"]
    }


def test_list_adds_up_what_can_be_added(client_of: Browse, staff: User, rooms: Improvement) -> None:
    for title, quantity, kind, unit in (
        ("第二批", 25, "couple_room", ""),
        ("停车场", 5000, "parking", ""),
        ("快充", 6, "charging", "个"),
        ("充电区", 2, "charging", "处"),
    ):
        given = values(title=title, quantity=quantity, kind=kind, unit=unit)
        add_improvement(by=staff, committee=rooms.committee, values=given)
    gone = add_improvement(by=staff, committee=rooms.committee, values=values(title="记错的", quantity=99))
    void_improvement(by=staff, improvement=gone)
    page = " ".join(client_of(staff).get(LIST).content.decode().split())
    sums = ("夫妻房</span> <strong>43</strong> 间", "停车场</span> <strong>5,000</strong> 平方米",
            "<strong>6</strong> 个", "<strong>2</strong> 处")  # fmt: skip
    assert [words in page for words in (*sums, "记错的")] == [True, True, True, True, False]
    filtered = client_of(staff).get(f"{LIST}?kind=parking").content.decode()
    assert ["<strong>43</strong>" in filtered, "<strong>5,000</strong>" in filtered] == [False, True]


def test_branches_see_the_committees_and_change_their_own(
    client_of: Browse, secretary_one: User, branch_one: Branch, rooms: Improvement
) -> None:
    client = client_of(secretary_one)
    page = client.get(rooms.get_absolute_url()).content.decode()
    assert ["18 间" in page, "/edit/" in page] == [True, False]
    assert client.get(f"{rooms.get_absolute_url()}edit/").status_code == 404
    with pytest.raises(PermissionDenied):
        void_improvement(by=secretary_one, improvement=rooms)


def test_pages(client_of: Browse, secretary_one: User, branch_one: Branch) -> None:
    client = client_of(secretary_one)
    given = {**values(kind="canteen", delivered_on="2024-06-01"), "branch": branch_one.pk}
    assert "请填写单位，如 个、处、条。" in client.post(f"{LIST}add/", given).content.decode()
    client.post(f"{LIST}add/", {**given, "kind": "couple_room", "unit": "套"})
    stored = Improvement.objects.get()
    assert (stored.unit, stored.branch) == ("间", branch_one)
    base = stored.get_absolute_url()
    client.post(f"{base}edit/", {**given, "kind": "parking", "quantity": "70", "revision": "1"})
    stored.refresh_from_db()
    assert (stored.unit, stored.quantity) == ("平方米", 70)
    client.post(f"{base}void/", {"reason": "不是我们办的"})
    assert client.get(base).status_code == 404
