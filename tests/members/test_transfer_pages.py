"""Pages of relation transfers, on 15 January 2025."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from members.actions import draft_transfer, end_enrolment, receive_transfer, send_transfer
from members.models import Enrolment, Member, RelationTransfer
from stations.models import Station
from tests.register import ZENG, Enter

Browse = Callable[[User], Client]
HOME, PARK = "中共平江县三市镇党委", "中共新港区委员会"
PARTIES = {"from_organisation": HOME, "to_organisation": PARK}
LIST = "/members/transfers/"


@pytest.fixture
def member(enter: Enter, branch_one: Branch) -> Member:
    return enter(branch_one, **{**ZENG, "home_organisation": HOME})


@pytest.fixture
def draft(secretary_one: User, member: Member) -> RelationTransfer:
    return draft_transfer(by=secretary_one, member=member, direction="in", values=PARTIES)


@pytest.fixture
def sent(secretary_one: User, draft: RelationTransfer) -> RelationTransfer:
    return send_transfer(
        by=secretary_one, transfer=draft, letter_number="平组转12号", sent_on=date(2024, 10, 1)
    )


def text(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_members_page_to_the_draft(
    client_of: Browse, secretary_one: User, member: Member, branch_one: Branch
) -> None:
    station = Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="临湖驿站",
        opened_on=date(2023, 1, 1),
    )
    Enrolment.objects.update(station=station)
    client = client_of(secretary_one)
    add = f"/members/{member.pk}/transfers/add/"
    assert add in text(client, f"/members/{member.pk}/")
    asked = text(client, add)
    assert [f"{add}?direction={way}" in asked for way in ("in", "out")] == [True, True]
    form = text(client, f"{add}?direction=in")
    assert f'value="{HOME}"' in form
    assert f'<option value="{station.pk}" selected>临湖驿站</option>' in form
    answer = client.post(f"{add}?direction=in", {**PARTIES, "station": station.pk}, follow=True)
    transfer = RelationTransfer.objects.get()
    assert answer.redirect_chain == [(f"{LIST}{transfer.pk}/", 302)]
    assert (transfer.station, transfer.state, transfer.direction) == (station, "draft", "in")
    # From then on the way leads to the one that is under way.
    assert client.get(add)["Location"] == f"{LIST}{transfer.pk}/"
    assert f'正在办理组织关系转入园区（拟办），<a href="{LIST}{transfer.pk}/">' in text(
        client, f"/members/{member.pk}/"
    )


def test_who_has_left_can_only_move_out(client_of: Browse, secretary_one: User, member: Member) -> None:
    end_enrolment(by=secretary_one, member=member, on=date(2024, 9, 1), outcome="lost")
    asked = text(client_of(secretary_one), f"/members/{member.pk}/transfers/add/")
    assert ["?direction=in" in asked, "?direction=out" in asked, "此人目前不在册" in asked] == [
        False,
        True,
        True,
    ]


def test_whose_transfer_is_chosen_first(
    client_of: Browse, secretary_one: User, member: Member, jiang: Member
) -> None:
    client = client_of(secretary_one)
    form = text(client, f"{LIST}add/")
    assert ["曾小红（第一支部）" in form, jiang.name in form] == [True, False]
    assert (
        client.post(f"{LIST}add/", {"member": member.pk})["Location"]
        == f"/members/{member.pk}/transfers/add/"
    )
    assert client.post(f"{LIST}add/", {"member": jiang.pk}).status_code == 200


def test_letter_then_received(client_of: Browse, secretary_one: User, draft: RelationTransfer) -> None:
    client = client_of(secretary_one)
    page = f"{LIST}{draft.pk}/"
    assert ["登记介绍信" in text(client, page), "登记接收" in text(client, page)] == [True, False]
    assert 'value="2025-04-15"' in text(client, f"{page}send/")
    letter = {"letter_number": "平组转12号", "sent_on": "2025-01-02", "valid_until": ""}
    assert "介绍信已登记。" in client.post(f"{page}send/", letter, follow=True).content.decode()
    assert RelationTransfer.objects.get().valid_until == date(2025, 4, 2)
    assert "还有 77 天到期" in text(client, page)
    assert client.get(f"{page}send/")["Location"] == page
    assert "去向为“吸收转化”" in text(client, f"{page}receive/")
    answer = client.post(f"{page}receive/", {"on": "2025-01-10", "note": ""}, follow=True).content.decode()
    assert ["已登记接收。" in answer, "计入吸收转化" in answer, "下一步" in answer] == [True, True, False]
    assert Enrolment.objects.get().outcome == "settled"
    member = text(client, f"/members/{draft.member_id}/")
    assert ["已离开：吸收转化" in member, PARK in member] == [True, True]


def test_pressing_twice_receives_once(client_of: Browse, secretary_one: User, sent: RelationTransfer) -> None:
    client = client_of(secretary_one)
    on = {"on": "2024-12-20"}
    first, second = (client.post(f"{LIST}{sent.pk}/receive/", on) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 200)
    assert "这项转接已接收，不能这样办理。" in second.content.decode()


def test_out_of_the_park_asks_who_looks_after_the_member(
    client_of: Browse, secretary_one: User, member: Member
) -> None:
    client = client_of(secretary_one)
    values = {"from_organisation": HOME, "to_organisation": "中共长沙县金井镇党委"}
    client.post(f"/members/{member.pk}/transfers/add/?direction=out", values)
    transfer = RelationTransfer.objects.get()
    page = f"{LIST}{transfer.pk}/"
    client.post(f"{page}send/", {"letter_number": "1号", "sent_on": "2025-01-02"})
    assert "仍在园区务工，继续由本支部管理" in text(client, f"{page}receive/")
    answer = client.post(f"{page}receive/", {"on": "2025-01-10"}).content.decode()
    assert "请选择今后的管理。" in answer
    client.post(f"{page}receive/", {"on": "2025-01-10", "outcome": "stays"})
    assert Enrolment.objects.open().exists()
    assert Member.objects.get().home_organisation == "中共长沙县金井镇党委"


def test_a_late_letter_is_told_and_tried_again(
    client_of: Browse, secretary_one: User, sent: RelationTransfer
) -> None:
    client = client_of(secretary_one)
    page = f"{LIST}{sent.pk}/"
    assert ["介绍信已过有效期" in text(client, page), f"{page}expire/" in text(client, page)] == [True, True]
    assert '<span class="badge bg-soft-danger">已过期</span>' in text(client, f"{LIST}?state=late")
    client.post(f"{page}expire/")
    again = f"/members/{sent.member_id}/transfers/add/?direction=in&amp;again={sent.pk}"
    assert again in text(client, page)
    assert f'value="{PARK}"' in text(client, again.replace("&amp;", "&"))
    assert f'value="{HOME}"' in text(
        client, f"/members/{sent.member_id}/transfers/add/?direction=in&again={9**20}"
    )


def test_sent_back_cancelled_mended(client_of: Browse, secretary_one: User, sent: RelationTransfer) -> None:
    client = client_of(secretary_one)
    page = f"{LIST}{sent.pk}/"
    form = {"on": "2024-12-20", "reason": ""}
    assert "请填写退回原因。" in client.post(f"{page}send-back/", form).content.decode()
    letter = {"letter_number": "平组转21号", "sent_on": "2024-10-01", "valid_until": "2025-02-01"}
    mended = {**PARTIES, **letter, "revision": 2}
    client.post(f"{page}edit/", mended)
    assert RelationTransfer.objects.get().letter_number == "平组转21号"
    assert "别人改过这条记录" in client.post(f"{page}edit/", {**mended, "note": "晚"}).content.decode()
    client.post(f"{page}send-back/", {**form, "reason": "抬头有误"})
    assert "抬头有误" in text(client, page)
    assert client.get(f"{page}edit/")["Location"] == page
    assert client.get(f"{page}cancel/")["Location"] == page


def test_void(client_of: Browse, secretary_one: User, sent: RelationTransfer) -> None:
    receive_transfer(by=secretary_one, transfer=sent, on=date(2024, 12, 20))
    client = client_of(secretary_one)
    page = f"{LIST}{sent.pk}/"
    assert "在册记录和流出地党组织会恢复到接收以前" in text(client, f"{page}void/")
    answer = client.post(f"{page}void/", {"reason": "登记错人"}, follow=True)
    assert answer.redirect_chain == [(f"/members/{sent.member_id}/", 302)]
    assert client.get(page).status_code == 404
    assert Enrolment.objects.open().exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?q=zxh", 1),
        ("?q=平组转", 1),
        ("?q=蒋", 0),
        ("?direction=in", 1),
        ("?direction=out", 0),
        ("?state=open", 1),
        ("?state=sent", 1),
        ("?state=received", 0),
        ("?state=nonsense", 0),
        ("?year=2024", 0),
    ],
)
def test_filters(
    client_of: Browse, secretary_one: User, sent: RelationTransfer, query: str, count: int
) -> None:
    rows = re.findall(rf'href="{LIST}{sent.pk}/">曾小红', text(client_of(secretary_one), f"{LIST}{query}"))
    assert len(rows) == count


def test_staff_narrow_to_a_branch(
    client_of: Browse, staff: User, sent: RelationTransfer, branch_two: Branch
) -> None:
    client = client_of(staff)
    assert "第一支部" in text(client, LIST)
    assert "没有符合条件的转接。" in text(client, f"{LIST}?branch={branch_two.pk}")


@pytest.mark.parametrize(
    "step", ["", "edit/", "send/", "receive/", "send-back/", "expire/", "cancel/", "void/"]
)
@pytest.mark.parametrize(("who", "status"), [("secretary_two", 404), ("other_staff", 404), ("auditor", 403)])
def test_who_may_not(
    client_of: Browse,
    request: pytest.FixtureRequest,
    sent: RelationTransfer,
    step: str,
    who: str,
    status: int,
) -> None:
    client = client_of(request.getfixturevalue(who))
    page = f"{LIST}{sent.pk}/{step}"
    assert client.get(page).status_code == status
    assert RelationTransfer.objects.get().state == "sent"
