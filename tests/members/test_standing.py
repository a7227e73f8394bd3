from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.partial_dates import PartialDate
from members.actions import attach_to_station, confirm_member, end_enrolment
from members.models import Enrolment, Member
from stations.models import Station
from tests.register import ZENG, Enter

Browse = Callable[[User], Client]


@pytest.fixture
def novice(enter: Enter, branch_one: Branch) -> Member:
    values = {**ZENG, "category": "probationary", "joined_on": PartialDate("2024-01-10"), "confirmed_on": ""}
    return enter(branch_one, **values)


@pytest.fixture
def station(branch_one: Branch) -> Station:
    return Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="临湖驿站",
        opened_on=date(2023, 1, 1),
    )


@pytest.mark.parametrize("day", ["2025-01-10", "2025-01", "2025"])
def test_confirm(secretary_one: User, novice: Member, day: str) -> None:
    confirm_member(by=secretary_one, member=novice, confirmed_on=PartialDate(day))
    full = Member.objects.get()
    assert (full.category, full.confirmed_on, full.revision) == ("formal", day, novice.revision + 1)
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.detail) == ("step", "转正")
    assert entry.changes == {"党员类别": ["预备党员", "正式党员"], "转正日期": ["", day]}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2025-01-09", "预备期为一年，到2025年1月10日满，转正日期不能更早，请核对。"),
        ("2024-12", "预备期为一年，到2025年1月10日满，转正日期不能更早，请核对。"),
        ("2025-02", "转正日期还没有到，请核对。"),
        ("", "请填写转正日期。"),
    ],
)
def test_refused_confirmations(secretary_one: User, novice: Member, day: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        confirm_member(by=secretary_one, member=novice, confirmed_on=PartialDate(day))
    assert refused.value.message_dict == {"confirmed_on": [sentence]}


def test_a_full_member_is_not_confirmed_again(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(ValidationError, match="此人不是预备党员，不必办理转正。"):
        confirm_member(by=secretary_one, member=zeng, confirmed_on=PartialDate("2025"))


def test_confirm_page(client_of: Browse, secretary_one: User, novice: Member) -> None:
    client = client_of(secretary_one)
    page = client.get(f"/members/{novice.pk}/").content.decode()
    assert f"/members/{novice.pk}/confirm/" in page
    assert "预备期到 2025年1月10日" in page
    assert (
        "2024年1月10日入党，预备期为一年。" in client.get(f"/members/{novice.pk}/confirm/").content.decode()
    )
    answer = client.post(f"/members/{novice.pk}/confirm/", {"confirmed_on": "2025.1.10"}, follow=True)
    assert "曾小红 已转为正式党员。" in answer.content.decode()
    assert f"/members/{novice.pk}/confirm/" not in client.get(f"/members/{novice.pk}/").content.decode()


def test_attach(secretary_one: User, zeng: Member, station: Station) -> None:
    attach_to_station(by=secretary_one, member=zeng, station=station)
    assert Enrolment.objects.get().station == station
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert entry.changes == {"依托的驿站或阵地": ["", "临湖驿站"]}
    attach_to_station(by=secretary_one, member=zeng, station=None)
    assert Enrolment.objects.get().station is None


def test_attach_where_it_cannot_be(
    secretary_one: User, zeng: Member, station: Station, other_committee: Committee
) -> None:
    abroad = Station.objects.create(
        committee=other_committee, kind="station", name="他处驿站", opened_on=date(2023, 1, 1)
    )
    with pytest.raises(ValidationError, match="请选择本党委的驿站或阵地。"):
        attach_to_station(by=secretary_one, member=zeng, station=abroad)
    end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="lost")
    with pytest.raises(ValidationError, match="此人目前不在册，不能挂靠驿站。"):
        attach_to_station(by=secretary_one, member=zeng, station=station)


def test_station_page(
    client_of: Browse, secretary_one: User, zeng: Member, station: Station, branch_two: Branch
) -> None:
    Station.objects.create(
        committee=branch_two.committee,
        branch=branch_two,
        kind="station",
        name="邻居驿站",
        opened_on=date(2023, 1, 1),
    )
    Station.objects.create(
        committee=branch_two.committee,
        kind="station",
        name="旧驿站",
        opened_on=date(2023, 1, 1),
        closed_on=date(2024, 1, 1),
    )
    client = client_of(secretary_one)
    page = client.get(f"/members/{zeng.pk}/station/").content.decode()
    assert [name in page for name in ("临湖驿站", "邻居驿站", "旧驿站")] == [True, False, False]
    client.post(f"/members/{zeng.pk}/station/", {"station": station.pk})
    assert station.get_absolute_url() in client.get(f"/members/{zeng.pk}/").content.decode()
    assert "曾小红" in client.get(f"/members/?station={station.pk}").content.decode()


@pytest.mark.parametrize("who", ["secretary_two", "other_staff", "auditor"])
def test_who_may_not(request: pytest.FixtureRequest, novice: Member, station: Station, who: str) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        confirm_member(by=by, member=novice, confirmed_on=PartialDate("2025"))
    with pytest.raises(PermissionDenied):
        attach_to_station(by=by, member=novice, station=station)
