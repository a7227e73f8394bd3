from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee, Partnership
from members.actions import (
    add_honour,
    add_seat,
    change_honour,
    change_seat,
    end_seat,
    void_honour,
    void_seat,
)
from members.models import Honour, Member, Seat
from tests.register import Enter, last_traces, numbered_id

Browse = Callable[[User], Client]
CRAFTSMAN = {
    "kind": "craftsman",
    "title": "湖南工匠",
    "level": "provincial",
    "granted_by": "湖南省总工会",
    "granted_on": date(2024, 5, 1),
}
SECRETARY = {"role": "secretary", "holder_name": "邹立新", "started_on": date(2024, 3, 1)}


@pytest.fixture
def honour(secretary_one: User, zeng: Member) -> Honour:
    return add_honour(by=secretary_one, member=zeng, values=CRAFTSMAN)


@pytest.fixture
def seat(secretary_one: User, branch_one: Branch) -> Seat:
    values = {**SECRETARY, "branch": branch_one}
    return add_seat(by=secretary_one, committee=branch_one.committee, values=values)


def refusal(act: Callable[..., Any], **given: Any) -> dict[str, list[str]]:  # noqa: ANN401  what an action takes
    with pytest.raises(ValidationError) as refused:
        act(**given)
    return refused.value.message_dict


def text(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_honour(honour: Honour, zeng: Member) -> None:
    assert (honour.member, honour.title, honour.get_level_display()) == (zeng, "湖南工匠", "省级")
    assert last_traces() == [("周明远", "create", "曾小红 湖南工匠", "done", "")]


def test_no_honour_of_tomorrow(secretary_one: User, zeng: Member) -> None:
    values = {**CRAFTSMAN, "granted_on": date(2025, 1, 16)}
    words = refusal(add_honour, by=secretary_one, member=zeng, values=values)
    assert words == {"granted_on": ["授予日期还没有到，请核对。"]}


def test_honour_changed_and_voided(secretary_one: User, honour: Honour) -> None:
    changed = change_honour(
        by=secretary_one, honour=honour, values={"level": "national"}, revision=honour.revision
    )
    assert changed.level == "national"
    with pytest.raises(ValidationError, match="别人改过这条记录"):
        change_honour(by=secretary_one, honour=honour, values={"level": "park"}, revision=honour.revision)
    void_honour(by=secretary_one, honour=honour, reason="重复")
    assert not Honour.objects.valid().exists()


@pytest.mark.parametrize("who", ["secretary_two", "other_staff", "auditor"])
def test_who_may_not_honour(request: pytest.FixtureRequest, zeng: Member, honour: Honour, who: str) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        add_honour(by=by, member=zeng, values=CRAFTSMAN)
    with pytest.raises(PermissionDenied):
        change_honour(by=by, honour=honour, values={})
    with pytest.raises(PermissionDenied):
        void_honour(by=by, honour=honour, reason="有误")


def test_honour_pages(client_of: Browse, secretary_one: User, zeng: Member, jiang: Member) -> None:
    client = client_of(secretary_one)
    assert "没有符合条件的荣誉。" in text(client, "/members/honours/")
    form = text(client, f"/members/honours/add/?member={zeng.pk}")
    assert f'<option value="{zeng.pk}" selected>曾小红（第一支部）</option>' in form
    assert jiang.name not in form
    values = {**CRAFTSMAN, "granted_on": "2024-05-01", "member": zeng.pk}
    answer = client.post("/members/honours/add/", values, follow=True)
    assert answer.redirect_chain == [(f"/members/{zeng.pk}/#honours", 302)]
    assert "湖南工匠" in answer.content.decode()
    for query, count in (
        ("", 1),
        ("?level=provincial", 1),
        ("?level=park", 0),
        ("?q=zxh", 1),
        ("?year=2023", 0),
    ):
        assert text(client, f"/members/honours/{query}").count("湖南工匠</td>") == count
    honour = Honour.objects.get()
    client.post(f"/members/honours/{honour.pk}/edit/", {**values, "title": "岳阳工匠", "revision": 1})
    assert Honour.objects.get().title == "岳阳工匠"
    client.post(f"/members/honours/{honour.pk}/void/", {"reason": "登记错人"})
    assert "没有符合条件的荣誉。" in text(client, "/members/honours/")
    assert client.get(f"/members/honours/{honour.pk}/edit/").status_code == 404


def test_a_foreign_member_is_no_choice(client_of: Browse, secretary_one: User, jiang: Member) -> None:
    values = {**CRAFTSMAN, "granted_on": "2024-05-01", "member": jiang.pk}
    assert client_of(secretary_one).post("/members/honours/add/", values).status_code == 200
    assert not Honour.objects.exists()


def test_seat(seat: Seat, branch_one: Branch) -> None:
    assert (seat.holder, seat.body, seat.committee) == ("邹立新", branch_one, branch_one.committee)


def test_one_secretary_at_a_time(secretary_one: User, seat: Seat, branch_one: Branch) -> None:
    values = {**SECRETARY, "branch": branch_one, "holder_name": "任晓"}
    words = refusal(add_seat, by=secretary_one, committee=branch_one.committee, values=values)
    assert words == {"role": ["邹立新的书记任职还没有结束，请先办理卸任。"]}
    end_seat(by=secretary_one, seat=seat, on=date(2025, 1, 10))
    add_seat(by=secretary_one, committee=branch_one.committee, values=values)
    assert refusal(change_seat, by=secretary_one, seat=seat, values={"ended_on": None}) == {
        "role": ["任晓的书记任职还没有结束，请先办理卸任。"]
    }


def test_several_ordinary_members(secretary_one: User, seat: Seat, branch_one: Branch) -> None:
    for name in ("任晓", "解彤"):
        values = {**SECRETARY, "branch": branch_one, "holder_name": name, "role": "ordinary"}
        add_seat(by=secretary_one, committee=branch_one.committee, values=values)
    assert Seat.objects.valid().count() == 3


def test_refused_seats_with_all_faults(
    staff: User, zeng: Member, other_branch: Branch, committee: Committee
) -> None:
    values = {
        **SECRETARY,
        "member": zeng,
        "started_on": date(2025, 1, 16),
        "term_ends_on": date(2024, 1, 1),
    }
    assert refusal(add_seat, by=staff, committee=committee, values=values) == {
        "holder_name": ["已经选择了流动党员，这里请留空。"],
        "term_ends_on": ["届满日期不能早于任职日期。"],
        "started_on": ["任职日期还没有到，请核对。"],
    }
    nobody = {**SECRETARY, "holder_name": ""}
    assert refusal(add_seat, by=staff, committee=committee, values=nobody) == {
        "holder_name": ["请选择流动党员，或填写姓名。"]
    }
    with pytest.raises(PermissionDenied):
        add_seat(by=staff, committee=committee, values={**SECRETARY, "branch": other_branch})


def test_days_of_leaving_office(secretary_one: User, seat: Seat) -> None:
    assert refusal(end_seat, by=secretary_one, seat=seat, on=date(2024, 2, 1)) == {
        "on": ["卸任日期不能早于任职日期。"]
    }
    end_seat(by=secretary_one, seat=seat, on=date(2025, 1, 10))
    assert refusal(end_seat, by=secretary_one, seat=seat, on=date(2025, 1, 10)) == {
        "__all__": ["这项任职已经结束，不必再办理。"]
    }


def test_the_committees_own_offices_are_kept_by_staff(
    staff: User, secretary_one: User, committee: Committee, zeng: Member
) -> None:
    partner = Partnership.objects.create(
        committee=committee, partner="荆州驻岳流动党员党委", started_on=date(2021, 1, 1)
    )
    values = {"role": "ordinary", "member": zeng, "partnership": partner, "started_on": date(2021, 9, 1)}
    with pytest.raises(PermissionDenied):
        add_seat(by=secretary_one, committee=committee, values=values)
    seat = add_seat(by=staff, committee=committee, values=values)
    assert (seat.holder, seat.body) == ("曾小红", partner)
    with pytest.raises(PermissionDenied):
        void_seat(by=secretary_one, seat=seat, reason="有误")


def test_seats_page(
    client_of: Browse, staff: User, secretary_one: User, seat: Seat, branch_two: Branch, jiang: Member
) -> None:
    page = text(client_of(staff), "/members/seats/")
    assert ["邹立新" in page, "第二支部" in page, "书记空缺" in page] == [True, True, True]
    assert f"/members/seats/{seat.pk}/end/" in page
    own = text(client_of(secretary_one), "/members/seats/")
    assert ["邹立新" in own, "第二支部" in own] == [True, False]
    add_seat(
        by=staff,
        committee=branch_two.committee,
        values={"branch": branch_two, "role": "secretary", "member": jiang, "started_on": date(2024, 4, 1)},
    )
    assert f'<a href="/members/{jiang.pk}/">蒋大川</a>' in text(client_of(staff), "/members/seats/")
    assert "蒋大川" not in text(client_of(secretary_one), "/members/seats/")


def test_past_offices_on_demand(client_of: Browse, secretary_one: User, seat: Seat) -> None:
    client = client_of(secretary_one)
    client.post(f"/members/seats/{seat.pk}/end/", {"on": "2025-01-10"})
    assert [
        "邹立新" in text(client, f"/members/seats/{query}") for query in ("", "?state=past", "?state=all")
    ] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("full", "vacant"), [(6, ["书记"]), (7, ["书记", "组织委员", "宣传委员"])])
def test_what_is_vacant_depends_on_the_full_members(
    client_of: Browse, secretary_one: User, enter: Enter, branch_one: Branch, full: int, vacant: list[str]
) -> None:
    for order in range(full):
        enter(branch_one, name="单志红", national_id=numbered_id(order), category="formal")
    page = text(client_of(secretary_one), "/members/seats/")
    assert [role for role in ("书记", "组织委员", "宣传委员") if f"{role}空缺" in page] == vacant


def test_seat_forms(client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member) -> None:
    client = client_of(secretary_one)
    form = text(client, f"/members/seats/add/?member={zeng.pk}")
    assert ['name="partnership"' in form, f'<option value="{branch_one.pk}" selected' in form] == [
        False,
        True,
    ]
    values = {"branch": branch_one.pk, "role": "deputy", "member": zeng.pk, "started_on": "2024-05-01"}
    assert client.post("/members/seats/add/", values)["Location"] == "/members/seats/"
    seat = Seat.objects.get()
    assert (seat.holder, seat.branch) == ("曾小红", branch_one)
    client.post(f"/members/seats/{seat.pk}/edit/", {**values, "role": "publicity", "revision": 1})
    assert Seat.objects.get().role == "publicity"
    assert "宣传委员" in text(client, f"/members/{zeng.pk}/")
    client.post(f"/members/seats/{seat.pk}/void/", {"reason": "登记有误"})
    assert not Seat.objects.valid().exists()
