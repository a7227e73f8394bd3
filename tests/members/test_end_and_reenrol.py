from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.actions import end_enrolment, reenrol_member
from members.models import Enrolment, Member

DAY = date(2024, 9, 1)


def test_end(secretary_one: User, zeng: Member, branch_one: Branch) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome="returned", note=" 回乡 ")
    enrolment = Enrolment.objects.get()
    assert (enrolment.ended_on, enrolment.outcome, enrolment.note) == (DAY, "returned", "回乡")
    left = Member.objects.get()
    assert (left.branch, left.party_status, left.revision) == (branch_one, "normal", 2)
    entry = AuditEntry.objects.get(verb="end")
    assert (entry.changes, entry.detail) == (
        {"结束日期": ["", "2024-09-01"], "去向": ["", "返回流出地"]},
        "回乡",
    )


@pytest.mark.parametrize(
    ("outcome", "status"), [("lost", "lost"), ("suspended", "suspended"), ("died", "normal")]
)
def test_outcome_shows_in_the_party_status(
    secretary_one: User, zeng: Member, outcome: str, status: str
) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome=outcome)
    assert Member.objects.get().party_status == status


@pytest.mark.parametrize(
    ("day", "outcome", "faults"),
    [
        (DAY, "moved", {"outcome": ["调到本党委其他支部请由党委办理“调整支部”。"]}),
        (DAY, "", {"outcome": ["请选择去向。"]}),
        (date(2024, 3, 1), "died", {"on": ["不能早于流入日期2024年3月2日，请核对。"]}),
        (date(2025, 1, 16), "died", {"on": ["日期还没有到，请核对。"]}),
    ],
)
def test_refused_endings(
    secretary_one: User, zeng: Member, day: date, outcome: str, faults: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        end_enrolment(by=secretary_one, member=zeng, on=day, outcome=outcome)
    assert refused.value.message_dict == faults


def test_note_without_hidden_characters(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(ValidationError, match="说明中有不可见的控制字符"):
        end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome="died", note="a\u202eb")


def test_end_twice(secretary_one: User, zeng: Member) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome="lost")
    with pytest.raises(ValidationError, match="此人目前不在册；如已回来，请用“重新登记”。"):
        end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome="lost")


def test_end_in_another_branch(secretary_two: User, zeng: Member) -> None:
    with pytest.raises(PermissionDenied):
        end_enrolment(by=secretary_two, member=zeng, on=DAY, outcome="lost")


@pytest.fixture
def gone(secretary_one: User, zeng: Member) -> Member:
    end_enrolment(by=secretary_one, member=zeng, on=DAY, outcome="lost")
    return zeng


def test_back_again(secretary_one: User, gone: Member, branch_one: Branch) -> None:
    reenrol_member(
        by=secretary_one, member=gone, branch=branch_one, started_on=date(2024, 12, 1), note="已联系上"
    )
    rows = Enrolment.objects.order_by("pk").values_list("started_on", "ended_on", "outcome", "note")
    assert list(rows) == [
        (date(2024, 3, 2), DAY, "lost", ""),
        (date(2024, 12, 1), None, "", "已联系上"),
    ]
    back = Member.objects.get()
    assert (back.party_status, back.revision) == ("normal", 3)
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.detail) == ("create", "重新登记")
    assert entry.changes == {"流入日期": ["", "2024-12-01"], "党籍状态": ["失联", "正常"]}


def test_staff_may_take_back_into_another_branch(staff: User, gone: Member, branch_two: Branch) -> None:
    reenrol_member(by=staff, member=gone, branch=branch_two, started_on=DAY)
    assert Member.objects.get().branch == branch_two


def test_not_before_the_last_time_ended(secretary_one: User, gone: Member, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="上一次在册到2024年9月1日结束，新的流入日期不能更早。"):
        reenrol_member(by=secretary_one, member=gone, branch=branch_one, started_on=date(2024, 8, 31))


def test_somebody_who_is_here(secretary_one: User, zeng: Member, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="此人目前在册，不必重新登记。"):
        reenrol_member(by=secretary_one, member=zeng, branch=branch_one, started_on=DAY)


def test_no_taking_of_what_another_branch_looked_after(
    secretary_two: User, gone: Member, branch_two: Branch
) -> None:
    with pytest.raises(PermissionDenied):
        reenrol_member(by=secretary_two, member=gone, branch=branch_two, started_on=DAY)
