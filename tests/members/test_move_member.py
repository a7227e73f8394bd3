from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.actions import end_enrolment, move_member, request_move
from members.models import Enrolment, Member, MoveRequest
from tests.register import ZENG_ID

DAY = date(2024, 9, 1)


def history() -> list[tuple[str, date, date | None, str]]:
    rows = Enrolment.objects.order_by("pk").values_list("branch__code", "started_on", "ended_on", "outcome")
    return list(rows)


def test_history_is_kept(staff: User, zeng: Member, branch_two: Branch) -> None:
    move_member(by=staff, member=zeng, to_branch=branch_two, on=DAY, note="单位搬迁")
    assert history() == [("b1", date(2024, 3, 2), DAY, "moved"), ("b2", DAY, None, "")]
    moved = Member.objects.get()
    assert (moved.branch, moved.revision) == (branch_two, 2)


def test_each_branch_finds_a_trace_of_its_own_side(
    staff: User, secretary_one: User, secretary_two: User, zeng: Member, branch_two: Branch
) -> None:
    move_member(by=staff, member=zeng, to_branch=branch_two, on=DAY)
    moves = AuditEntry.objects.filter(verb="move")
    left = moves.visible_to(secretary_one, "members.view_member").get()
    arrived = moves.visible_to(secretary_two, "members.view_member").get()
    assert left.changes == {"所在党支部": ["第一支部", "第二支部"], "结束日期": ["", "2024-09-01"]}
    assert (arrived.changes, arrived.detail) == ({"流入日期": ["", "2024-09-01"]}, "调入本支部")


def test_a_pending_request_is_thereby_approved(
    staff: User, secretary_two: User, zeng: Member, branch_two: Branch
) -> None:
    request_move(by=secretary_two, national_id=ZENG_ID, to_branch=branch_two)
    move_member(by=staff, member=zeng, to_branch=branch_two, on=DAY)
    request = MoveRequest.objects.get()
    assert (request.state, request.decided_by) == ("approved", staff)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 3, 1), "不能早于流入日期2024年3月2日，请核对。"),
        (date(2025, 1, 16), "日期还没有到，请核对。"),
    ],
)
def test_days_that_cannot_be(staff: User, zeng: Member, branch_two: Branch, day: date, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        move_member(by=staff, member=zeng, to_branch=branch_two, on=day)
    assert refused.value.message_dict == {"on": [sentence]}
    assert history() == [("b1", date(2024, 3, 2), None, "")]


def test_into_the_same_branch(staff: User, zeng: Member, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="此人已经在这个支部。"):
        move_member(by=staff, member=zeng, to_branch=branch_one, on=DAY)


def test_somebody_who_has_left(staff: User, zeng: Member, branch_two: Branch) -> None:
    end_enrolment(by=staff, member=zeng, on=DAY, outcome="returned")
    with pytest.raises(ValidationError, match="此人目前不在册"):
        move_member(by=staff, member=zeng, to_branch=branch_two, on=DAY)


def test_into_another_committee(operator: User, zeng: Member, other_branch: Branch) -> None:
    with pytest.raises(ValidationError, match="只能选择本党委的支部。"):
        move_member(by=operator, member=zeng, to_branch=other_branch, on=DAY)


def test_not_by_a_secretary(secretary_one: User, zeng: Member, branch_two: Branch) -> None:
    with pytest.raises(PermissionDenied):
        move_member(by=secretary_one, member=zeng, to_branch=branch_two, on=DAY)


def test_not_by_staff_elsewhere(other_staff: User, zeng: Member, branch_two: Branch) -> None:
    with pytest.raises(PermissionDenied):
        move_member(by=other_staff, member=zeng, to_branch=branch_two, on=DAY)
