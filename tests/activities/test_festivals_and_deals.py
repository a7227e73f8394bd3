"""Festivals with what they are made of, and the deals that came of meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from activities.actions import (
    add_deal,
    add_festival,
    change_deal,
    change_festival,
    record_attendance,
    void_deal,
    void_festival,
)
from activities.models import Activity, Deal, Festival
from branches.models import Branch, Committee, Enterprise
from members.models import Member
from tests.meetings import TODAY, Meet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
Browse = Callable[[User], Client]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def fair(meet: Meet, festival: Festival) -> Activity:
    """A fair of the festival."""
    return meet("供需对接会", date(2024, 9, 3), kind="festival", festival=festival, other_count=60)


def test_a_year_has_one_festival(staff: User, committee: Committee, festival: Festival) -> None:
    values = {"name": "又一届", "year": 2024, "started_on": date(2024, 9, 2), "ended_on": date(2024, 9, 1)}
    with pytest.raises(ValidationError) as refused:
        add_festival(by=staff, committee=committee, values=values)
    assert refused.value.message_dict == {
        "year": ["这一年的文化节已经登记。"],
        "ended_on": ["结束日期不能早于开始日期。"],
    }
    void_festival(by=staff, festival=festival, reason="重复")
    assert add_festival(by=staff, committee=committee, values={**values, "ended_on": None}).year == 2024


def test_festivals_are_the_offices(secretary_one: User, committee: Committee, festival: Festival) -> None:
    with pytest.raises(PermissionDenied):
        add_festival(by=secretary_one, committee=committee, values={"name": "节", "year": 2025})
    with pytest.raises(PermissionDenied):
        change_festival(by=secretary_one, festival=festival, values={"theme": "新"})


def test_a_festival_with_activities_is_not_voided(staff: User, fair: Activity, festival: Festival) -> None:
    with pytest.raises(ValidationError, match="还有 1 场活动"):
        void_festival(by=staff, festival=festival)


def test_its_page_adds_up(
    client_of: Browse, staff: User, secretary_one: User, fair: Activity, festival: Festival,
    zeng: Member, jiang: Member,
) -> None:  # fmt: skip
    record_attendance(by=staff, activity=fair, members=[zeng, jiang])
    for reader in (staff, secretary_one):
        page = client_of(reader).get(festival.get_absolute_url())
        assert page.context["totals"] == {"held": 1, "attendances": 2, "everybody": 62}
        assert "供需对接会" in page.content.decode()
        row = client_of(reader).get("/activities/festivals/").context["table"].rows[0].record
        assert (row.gatherings, row.attendances) == (1, 2)
    home = festival.get_absolute_url()
    assert f"{home}edit/" not in text_of(client_of(secretary_one), home)


def test_a_festival_is_entered_and_changed(client_of: Browse, staff: User) -> None:
    client = client_of(staff)
    form = {"name": "第五届企业文化节", "year": "2025", "started_on": "2025-09-20"}
    assert client.post("/activities/festivals/new/", form).status_code == 302
    made = Festival.objects.get()
    address = f"{made.get_absolute_url()}edit/"
    assert client.post(address, {**form, "theme": "潮起", "revision": 1}).status_code == 302
    made.refresh_from_db()
    assert made.theme == "潮起"
    assert (
        client.post(f"{made.get_absolute_url()}void/", {"reason": "试填"})["Location"]
        == "/activities/festivals/"
    )


def test_a_deal_is_between_two(
    staff: User, committee: Committee, mill: Enterprise, other_committee: Committee
) -> None:
    foreign = Enterprise.objects.create(committee=other_committee, name="湖东公司", ownership="mixed")
    values = {
        "buyer": mill,
        "seller": mill,
        "subject": "面粉",
        "signed_on": date(2025, 2, 1),
        "amount": Decimal(-1),
    }
    with pytest.raises(ValidationError) as refused:
        add_deal(by=staff, committee=committee, values=values)
    assert {name: sentences[0] for name, sentences in refused.value.message_dict.items()} == {
        "seller": "采购方和供应方不能是同一家企业。",
        "signed_on": "签订日期不能晚于今天。",
        "amount": "金额不能是负数。",
    }
    with pytest.raises(ValidationError) as refused:
        add_deal(
            by=staff,
            committee=committee,
            values={**values, "seller": foreign, "amount": None, "signed_on": TODAY},
        )
    assert refused.value.message_dict == {"seller": ["请选择本党委的。"]}


def test_a_secretary_keeps_the_own_deals(
    secretary_one: User, secretary_two: User, committee: Committee, branch_one: Branch,
    mill: Enterprise, quarry: Enterprise,
) -> None:  # fmt: skip
    values = {"buyer": mill, "seller": quarry, "subject": "石料", "signed_on": TODAY}
    with pytest.raises(PermissionDenied):
        add_deal(by=secretary_one, committee=committee, values=values)
    made = add_deal(by=secretary_one, committee=committee, values={**values, "branch": branch_one})
    assert (
        change_deal(by=secretary_one, deal=made, values={"amount": Decimal("36.50")}, revision=1).revision
        == 2
    )
    with pytest.raises(PermissionDenied):
        change_deal(by=secretary_one, deal=made, values={"branch": None})
    with pytest.raises(PermissionDenied):
        void_deal(by=secretary_two, deal=made)
    assert void_deal(by=secretary_one, deal=made, reason="没有签成").voided_at


def test_a_deal_is_entered_from_its_activity(
    client_of: Browse,
    secretary_one: User,
    fair: Activity,
    branch_one: Branch,
    mill: Enterprise,
    quarry: Enterprise,
) -> None:
    client = client_of(secretary_one)
    address = f"/activities/deals/new/?activity={fair.pk}"
    form = client.get(address).context["form"]
    assert form["activity"].value() == fair.pk
    given = {
        "buyer": mill.pk, "seller": quarry.pk, "subject": "石料年度供货", "amount": "1200.5", "activity": fair.pk,
        "signed_on": "2024-09-03", "branch": branch_one.pk,
    }  # fmt: skip
    assert client.post(address, given)["Location"] == fair.get_absolute_url()
    assert "石料年度供货" in text_of(client, fair.get_absolute_url())
    page = text_of(client, "/activities/deals/?q=石料&signed=2024-09")
    assert "写明金额的合计 1,200.5 万元" in page
    assert fair.get_absolute_url() in page
    deal = Deal.objects.get()
    assert (
        client.post(f"/activities/deals/{deal.pk}/edit/", {**given, "amount": "", "revision": 1}).status_code
        == 302
    )
    assert (
        client.post(f"/activities/deals/{deal.pk}/void/", {"reason": "没有签成"})["Location"]
        == "/activities/deals/"
    )


def test_anothers_activity_is_not_named(
    client_of: Browse, staff: User, secretary_one: User, committee: Committee, of_two: Activity,
    mill: Enterprise, quarry: Enterprise,
) -> None:  # fmt: skip
    values = {"buyer": mill, "seller": quarry, "subject": "石料", "signed_on": TODAY, "activity": of_two}
    add_deal(by=staff, committee=committee, values=values)
    page = text_of(client_of(secretary_one), "/activities/deals/")
    assert ("石料" in page, "二支部座谈会" in page, "其他支部的活动" in page) == (True, False, True)
