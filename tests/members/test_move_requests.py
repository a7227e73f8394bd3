from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.actions import decide_move_request, end_enrolment, request_move, withdraw_move_request
from members.models import Enrolment, Member, MoveRequest
from tests.register import FREE_ID, ZENG_ID, last_traces


@pytest.fixture
def asked(secretary_two: User, zeng: Member, branch_two: Branch) -> MoveRequest:
    return request_move(
        by=secretary_two,
        national_id=f" {ZENG_ID[:6]} {ZENG_ID[6:]}",
        to_branch=branch_two,
        reason="到本支部企业上班",
    )


def test_request(asked: MoveRequest, zeng: Member, branch_two: Branch, secretary_two: User) -> None:
    assert (asked.member, asked.to_branch, asked.requested_by) == (zeng, branch_two, secretary_two)
    assert (asked.state, asked.reason) == ("pending", "到本支部企业上班")
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.branch_key, entry.detail) == ("request", branch_two.pk, "到本支部企业上班")


def refused_with(by: User, national_id: str, branch: Branch) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        request_move(by=by, national_id=national_id, to_branch=branch)
    return refused.value.messages


def test_nobody_to_ask_for(secretary_two: User, branch_two: Branch, zeng: Member) -> None:
    assert refused_with(secretary_two, FREE_ID, branch_two) == [
        "没有找到可以申请调入的党员，请核对身份证号。"
    ]


def test_people_of_another_committee_are_not_found(
    other_staff: User, other_branch: Branch, zeng: Member
) -> None:
    assert refused_with(other_staff, ZENG_ID, other_branch) == [
        "没有找到可以申请调入的党员，请核对身份证号。"
    ]


def test_ones_own_member(secretary_one: User, branch_one: Branch, zeng: Member) -> None:
    assert refused_with(secretary_one, ZENG_ID, branch_one) == [
        "此人由本支部管理或曾由本支部管理，不需要申请。"
    ]


def test_twice(asked: MoveRequest, secretary_two: User, branch_two: Branch) -> None:
    assert refused_with(secretary_two, ZENG_ID, branch_two) == ["已经提出过申请，正在等待党委审批。"]
    assert MoveRequest.objects.count() == 1


def test_approved(asked: MoveRequest, staff: User, branch_two: Branch) -> None:
    decide_move_request(by=staff, request=asked, approve=True, answer="同意", on=date(2025, 1, 2))
    request = MoveRequest.objects.get()
    assert (request.state, request.decided_by, request.answer) == ("approved", staff, "同意")
    assert Member.objects.get().branch == branch_two
    rows = Enrolment.objects.order_by("pk").values_list("branch__code", "ended_on", "outcome")
    assert list(rows) == [("b1", date(2025, 1, 2), "moved"), ("b2", None, "")]
    assert last_traces() == [("郑国强", "decide", "曾小红 → 第二支部", "done", "已同意 同意")]


def test_approved_for_somebody_who_has_left(
    asked: MoveRequest, staff: User, secretary_one: User, branch_two: Branch
) -> None:
    end_enrolment(by=secretary_one, member=asked.member, on=date(2024, 12, 1), outcome="moved_on")
    decide_move_request(by=staff, request=asked, approve=True)
    rows = Enrolment.objects.order_by("pk").values_list("branch__code", "started_on", "outcome")
    assert list(rows) == [("b1", date(2024, 3, 2), "moved_on"), ("b2", date(2025, 1, 15), "")]


def test_declined_with_a_word(asked: MoveRequest, staff: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="不同意时请写明理由，申请的支部会看到。"):
        decide_move_request(by=staff, request=asked, approve=False, answer=" ")
    decide_move_request(by=staff, request=asked, approve=False, answer="仍在原企业")
    assert MoveRequest.objects.get().state == "declined"
    assert Member.objects.get().branch == branch_one
    assert last_traces() == [("郑国强", "decide", "曾小红 → 第二支部", "refused", "未同意 仍在原企业")]


def test_decided_once(asked: MoveRequest, staff: User) -> None:
    decide_move_request(by=staff, request=asked, approve=False, answer="否")
    with pytest.raises(ValidationError, match="这份申请未同意，不能再办理。"):
        decide_move_request(by=staff, request=asked, approve=True)


def test_a_day_that_cannot_be_keeps_the_request_open(asked: MoveRequest, staff: User) -> None:
    with pytest.raises(ValidationError, match="不能早于流入日期"):
        decide_move_request(by=staff, request=asked, approve=True, on=date(2020, 1, 1))
    assert MoveRequest.objects.get().state == "pending"


def test_withdrawn(asked: MoveRequest, secretary_two: User, staff: User) -> None:
    withdraw_move_request(by=secretary_two, request=asked)
    assert MoveRequest.objects.get().state == "withdrawn"
    assert last_traces() == [("吴秋芳", "request", "曾小红 → 第二支部", "done", "撤回申请")]


def test_who_may_what(
    asked: MoveRequest, secretary_one: User, secretary_two: User, other_staff: User, branch_one: Branch
) -> None:
    with pytest.raises(PermissionDenied):
        request_move(by=secretary_two, national_id=ZENG_ID, to_branch=branch_one)
    with pytest.raises(PermissionDenied):
        withdraw_move_request(by=secretary_one, request=asked)
    for somebody in (secretary_two, other_staff):
        with pytest.raises(PermissionDenied):
            decide_move_request(by=somebody, request=asked, approve=True)
