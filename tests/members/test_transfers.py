"""Actions of relation transfers, on 15 January 2025."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from members.actions import (
    cancel_transfer,
    change_transfer,
    draft_transfer,
    end_enrolment,
    expire_transfer,
    move_member,
    receive_transfer,
    reenrol_member,
    send_back_transfer,
    send_transfer,
    void_transfer,
)
from members.models import Enrolment, Member, RelationTransfer
from stations.models import Station
from tests.register import ZENG, Enter

HOME, PARK = "中共平江县三市镇党委", "中共新港区委员会"
PARTIES = {"from_organisation": HOME, "to_organisation": PARK}
AWAY = {"from_organisation": HOME, "to_organisation": "中共长沙县金井镇党委"}
SENT_ON = date(2024, 12, 1)
Act = Callable[..., Any]


@pytest.fixture
def member(enter: Enter, branch_one: Branch) -> Member:
    return enter(branch_one, **{**ZENG, "home_organisation": HOME})


@pytest.fixture
def draft(secretary_one: User, member: Member) -> RelationTransfer:
    return draft_transfer(by=secretary_one, member=member, direction="in", values=PARTIES)


@pytest.fixture
def sent(secretary_one: User, draft: RelationTransfer) -> RelationTransfer:
    return send_transfer(by=secretary_one, transfer=draft, letter_number="平组转12号", sent_on=SENT_ON)


@pytest.fixture
def out(secretary_one: User, member: Member) -> RelationTransfer:
    transfer = draft_transfer(by=secretary_one, member=member, direction="out", values=AWAY)
    return send_transfer(by=secretary_one, transfer=transfer, letter_number="13号", sent_on=SENT_ON)


def refusal(act: Act, **given: Any) -> dict[str, list[str]]:  # noqa: ANN401  what an action takes
    with pytest.raises(ValidationError) as refused:
        act(**given)
    return refused.value.message_dict


def test_draft(draft: RelationTransfer, member: Member, branch_one: Branch) -> None:
    stored = RelationTransfer.objects.get()
    assert (stored.member, stored.branch, stored.state, stored.direction) == (
        member,
        branch_one,
        "draft",
        "in",
    )
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert entry.changes == {"方向": ["", "转入园区"], "转出党组织": ["", HOME], "接收党组织": ["", PARK]}


def test_one_at_a_time(secretary_one: User, draft: RelationTransfer, member: Member) -> None:
    words = refusal(draft_transfer, by=secretary_one, member=member, direction="out", values=AWAY)
    assert words == {"__all__": ["此人已有一项组织关系转接正在办理。"]}


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({**PARTIES, "to_organisation": HOME}, {"to_organisation": ["接收党组织不能与转出党组织相同。"]}),
        ({"from_organisation": "", "to_organisation": ""}, None),
        ({**PARTIES, "note": "a\u202eb"}, None),
    ],
)
def test_refused_drafts(
    secretary_one: User, member: Member, values: dict[str, str], faults: dict[str, list[str]] | None
) -> None:
    words = refusal(draft_transfer, by=secretary_one, member=member, direction="in", values=values)
    assert faults is None or words == faults
    assert set(words) <= {"from_organisation", "to_organisation", "note"}
    assert not RelationTransfer.objects.exists()


def test_a_station_of_another_committee(
    secretary_one: User, member: Member, other_committee: Committee
) -> None:
    abroad = Station.objects.create(
        committee=other_committee, kind="station", name="他处驿站", opened_on=date(2024, 1, 1)
    )
    values = {**PARTIES, "station": abroad}
    words = refusal(draft_transfer, by=secretary_one, member=member, direction="in", values=values)
    assert words == {"station": ["请选择本党委的驿站或阵地。"]}


def test_only_who_is_here_can_settle(secretary_one: User, member: Member) -> None:
    end_enrolment(by=secretary_one, member=member, on=date(2024, 9, 1), outcome="lost")
    words = refusal(draft_transfer, by=secretary_one, member=member, direction="in", values=PARTIES)
    assert words == {"__all__": ["此人目前不在册，不能办理转入；请先重新登记。"]}
    draft_transfer(by=secretary_one, member=member, direction="out", values=AWAY)


def test_the_letter_is_valid_for_the_committees_days(
    secretary_one: User, draft: RelationTransfer, sent: RelationTransfer
) -> None:
    assert (sent.state, sent.letter_number) == ("sent", "平组转12号")
    assert (sent.sent_on, sent.valid_until) == (SENT_ON, date(2025, 3, 1))
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.detail) == ("step", "开出介绍信")
    words = refusal(send_transfer, by=secretary_one, transfer=draft, letter_number="另一封", sent_on=SENT_ON)
    assert words == {"__all__": ["这项转接已开介绍信，不能这样办理。请刷新页面核对。"]}


def test_letters_refused_with_all_faults(secretary_one: User, draft: RelationTransfer) -> None:
    words = refusal(
        send_transfer,
        by=secretary_one,
        transfer=draft,
        letter_number=" ",
        sent_on=date(2025, 1, 16),
        valid_until=date(2025, 1, 1),
    )
    assert words == {
        "letter_number": ["请填写介绍信编号。"],
        "sent_on": ["开出日期还没有到，请核对。"],
        "valid_until": ["有效期不能早于开出日期。"],
    }


def test_receiving_settles_the_member(
    secretary_one: User, sent: RelationTransfer, member: Member, branch_one: Branch
) -> None:
    receive_transfer(by=secretary_one, transfer=sent, on=date(2025, 1, 10))
    enrolment = Enrolment.objects.get()
    assert (enrolment.ended_on, enrolment.outcome) == (date(2025, 1, 10), "settled")
    settled = Member.objects.get()
    assert (settled.home_organisation, settled.branch, settled.party_status) == (PARK, branch_one, "normal")
    stored = RelationTransfer.objects.get()
    assert (stored.state, stored.finished_on) == ("received", date(2025, 1, 10))
    verbs = list(AuditEntry.objects.order_by("-number").values_list("verb", flat=True)[:2])
    assert verbs == ["step", "end"]
    ended = AuditEntry.objects.get(verb="end")
    assert ended.changes == {
        "结束日期": ["", "2025-01-10"],
        "去向": ["", "吸收转化"],
        "流出地党组织": [HOME, PARK],
    }


def test_settling_goes_by_transfer_only(secretary_one: User, member: Member) -> None:
    words = refusal(end_enrolment, by=secretary_one, member=member, on=date(2024, 9, 1), outcome="settled")
    assert words == {"outcome": ["吸收转化请办理“组织关系转接”：转入被接收时，在册记录随之结束。"]}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 11, 30), "接收日期不能早于开出日期。"),
        (date(2025, 1, 16), "接收日期还没有到，请核对。"),
    ],
)
def test_days_of_receiving(secretary_one: User, sent: RelationTransfer, day: date, sentence: str) -> None:
    assert refusal(receive_transfer, by=secretary_one, transfer=sent, on=day) == {"on": [sentence]}
    assert Enrolment.objects.open().exists()


def test_not_received_after_the_letter_ran_out(secretary_one: User, draft: RelationTransfer) -> None:
    late = send_transfer(
        by=secretary_one,
        transfer=draft,
        letter_number="1号",
        sent_on=date(2024, 9, 1),
        valid_until=date(2024, 12, 1),
    )
    words = refusal(receive_transfer, by=secretary_one, transfer=late, on=date(2024, 12, 2))
    assert words == {"on": ["介绍信的有效期到2024年12月1日为止，过期的不能接收；请办理过期，再重新开具。"]}
    receive_transfer(by=secretary_one, transfer=late, on=date(2024, 12, 1))


def test_received_before_the_member_came(secretary_one: User, member: Member) -> None:
    transfer = draft_transfer(by=secretary_one, member=member, direction="in", values=PARTIES)
    early = send_transfer(by=secretary_one, transfer=transfer, letter_number="1号", sent_on=date(2024, 2, 1))
    words = refusal(receive_transfer, by=secretary_one, transfer=early, on=date(2024, 2, 9))
    assert words == {"on": ["不能早于流入日期2024年3月2日，请核对。"]}
    assert RelationTransfer.objects.get().state == "sent"


def test_received_when_the_member_has_left_meanwhile(
    secretary_one: User, sent: RelationTransfer, member: Member
) -> None:
    end_enrolment(by=secretary_one, member=member, on=date(2024, 12, 20), outcome="returned")
    words = refusal(receive_transfer, by=secretary_one, transfer=sent, on=date(2025, 1, 10))
    assert words == {"__all__": ["此人目前不在册，不能办理转入；请先重新登记。"]}


@pytest.mark.parametrize(("outcome", "stays"), [("", True), ("returned", False), ("moved_on", False)])
def test_out_of_the_park(secretary_one: User, out: RelationTransfer, outcome: str, *, stays: bool) -> None:
    receive_transfer(by=secretary_one, transfer=out, on=date(2025, 1, 10), outcome=outcome)
    assert Member.objects.get().home_organisation == AWAY["to_organisation"]
    enrolment = Enrolment.objects.get()
    assert (enrolment.ended_on is None, enrolment.outcome) == (stays, outcome)


def test_out_with_an_outcome_that_is_none(secretary_one: User, out: RelationTransfer) -> None:
    words = refusal(receive_transfer, by=secretary_one, transfer=out, on=date(2025, 1, 10), outcome="settled")
    assert words == {"outcome": ["请选择是否仍由本支部管理。"]}


def test_sent_back(secretary_one: User, sent: RelationTransfer, member: Member) -> None:
    words = refusal(send_back_transfer, by=secretary_one, transfer=sent, on=SENT_ON, reason=" ")
    assert words == {"reason": ["请写明退回的原因。"]}
    send_back_transfer(by=secretary_one, transfer=sent, on=date(2025, 1, 5), reason="抬头有误")
    stored = RelationTransfer.objects.get()
    assert (stored.state, stored.finished_on, stored.note) == ("sent_back", date(2025, 1, 5), "抬头有误")
    assert Enrolment.objects.open().exists()
    draft_transfer(by=secretary_one, member=member, direction="in", values=PARTIES)


def test_expired(secretary_one: User, draft: RelationTransfer) -> None:
    late = send_transfer(
        by=secretary_one,
        transfer=draft,
        letter_number="1号",
        sent_on=date(2024, 10, 1),
        valid_until=date(2025, 1, 14),
    )
    expire_transfer(by=secretary_one, transfer=late)
    stored = RelationTransfer.objects.get()
    assert (stored.state, stored.finished_on) == ("expired", date(2025, 1, 15))


def test_not_expired_on_its_last_day(secretary_one: User, draft: RelationTransfer) -> None:
    today = send_transfer(
        by=secretary_one,
        transfer=draft,
        letter_number="1号",
        sent_on=date(2024, 10, 1),
        valid_until=date(2025, 1, 15),
    )
    words = refusal(expire_transfer, by=secretary_one, transfer=today)
    assert words == {"__all__": ["介绍信还在有效期内，不能办理过期。"]}


def test_cancelled_before_and_after_the_letter(secretary_one: User, member: Member) -> None:
    for number in ("", "2号"):
        transfer = draft_transfer(
            by=secretary_one, member=member, direction="in", values={**PARTIES, "note": "本人申请"}
        )
        if number:
            send_transfer(by=secretary_one, transfer=transfer, letter_number=number, sent_on=SENT_ON)
        cancel_transfer(by=secretary_one, transfer=transfer, reason="本人改主意")
    rows = RelationTransfer.objects.order_by("pk").values_list("state", "finished_on", "note")
    assert list(rows) == [("cancelled", date(2025, 1, 15), "本人申请；本人改主意")] * 2


def test_change_while_under_way(secretary_one: User, sent: RelationTransfer) -> None:
    changed = change_transfer(
        by=secretary_one, transfer=sent, values={"letter_number": "平组转21号"}, revision=sent.revision
    )
    assert (changed.letter_number, changed.revision) == ("平组转21号", sent.revision + 1)
    with pytest.raises(ValidationError, match="别人改过这条记录"):
        change_transfer(by=secretary_one, transfer=sent, values={"note": "晚了"}, revision=sent.revision)
    words = refusal(
        change_transfer, by=secretary_one, transfer=sent, values={"valid_until": date(2024, 11, 1)}
    )
    assert words == {"valid_until": ["开出介绍信时请填编号、开出日期和有效期，有效期不能早于开出日期。"]}
    receive_transfer(by=secretary_one, transfer=sent, on=date(2025, 1, 10))
    assert "__all__" in refusal(change_transfer, by=secretary_one, transfer=sent, values={"note": "晚了"})


def test_void_puts_back_what_receiving_changed(
    secretary_one: User, sent: RelationTransfer, member: Member
) -> None:
    receive_transfer(by=secretary_one, transfer=sent, on=date(2025, 1, 10))
    void_transfer(by=secretary_one, transfer=sent, reason="登记到了别人名下")
    enrolment = Enrolment.objects.get()
    assert (enrolment.ended_on, enrolment.outcome) == (None, "")
    assert Member.objects.get().home_organisation == HOME
    assert not RelationTransfer.objects.valid().exists()
    draft_transfer(by=secretary_one, member=member, direction="in", values=PARTIES)


def test_void_leaves_alone_what_came_after(
    secretary_one: User, sent: RelationTransfer, member: Member, branch_one: Branch
) -> None:
    receive_transfer(by=secretary_one, transfer=sent, on=date(2025, 1, 10))
    reenrol_member(by=secretary_one, member=member, branch=branch_one, started_on=date(2025, 1, 12))
    void_transfer(by=secretary_one, transfer=sent, reason="登记有误")
    rows = Enrolment.objects.order_by("pk").values_list("ended_on", "outcome")
    assert list(rows) == [(date(2025, 1, 10), "settled"), (None, "")]


def test_a_transfer_under_way_goes_along_to_the_new_branch(
    staff: User, sent: RelationTransfer, member: Member, branch_two: Branch
) -> None:
    move_member(by=staff, member=member, to_branch=branch_two, on=date(2025, 1, 10))
    assert RelationTransfer.objects.get().branch == branch_two


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (send_transfer, {"letter_number": "1号", "sent_on": SENT_ON}),
        (receive_transfer, {"on": SENT_ON}),
        (send_back_transfer, {"on": SENT_ON, "reason": "有误"}),
        (expire_transfer, {}),
        (cancel_transfer, {"reason": "有误"}),
        (void_transfer, {"reason": "有误"}),
        (change_transfer, {"values": {}}),
    ],
)
@pytest.mark.parametrize("who", ["secretary_two", "other_staff", "auditor"])
def test_who_may_not(
    request: pytest.FixtureRequest, sent: RelationTransfer, who: str, act: Act, given: dict[str, Any]
) -> None:
    with pytest.raises(PermissionDenied):
        act(by=request.getfixturevalue(who), transfer=sent, **given)
