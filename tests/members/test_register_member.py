from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Enterprise
from members.actions import register_member
from members.models import Enrolment, Member
from tests.register import JIANG, ZENG, ZENG_ID, last_traces

DAY = date(2024, 3, 2)


def test_person_enrolment_and_trace(secretary_one: User, branch_one: Branch, firm: Enterprise) -> None:
    values = {**ZENG, "name": " 曾　小红", "phone": "138 0730-0001", "enterprise": firm, "notes": ""}
    member = register_member(by=secretary_one, branch=branch_one, started_on=DAY, values=values)
    stored = Member.objects.get(pk=member.pk)
    assert (stored.name, stored.name_pinyin, stored.name_initials) == ("曾小红", "zengxiaohong", "zxh zengxh")
    assert (stored.sex, stored.birth_date, stored.phone) == ("2", "1990-01-01", "13807300001")
    assert (stored.committee, stored.branch, stored.enterprise) == (branch_one.committee, branch_one, firm)
    assert (stored.revision, stored.party_status) == (1, "normal")
    enrolment = Enrolment.objects.get()
    assert (enrolment.member, enrolment.branch, enrolment.started_on, enrolment.ended_on) == (
        member,
        branch_one,
        DAY,
        None,
    )
    assert last_traces() == [("周明远", "create", "曾小红", "done", "")]
    assert AuditEntry.objects.get().changes == {
        "姓名": ["", "曾小红"],
        "身份证号": ["", "430602********1227"],
        "手机号": ["", "138****0001"],
        "党员类别": ["", "正式党员"],
        "入党日期": ["", "2012-07"],
        "转正日期": ["", "2013-07-01"],
        "职业类别": ["", "技术工人"],
        "家庭住址": ["", "湖南省岳阳********"],
        "工作单位": ["", "临湖仪表有限公司"],
        "性别": ["", "女"],
        "出生日期": ["", "1990-01-01"],
        "流入日期": ["", "2024-03-02"],
    }


def test_all_faults_at_once_and_nothing_stored(secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError) as refused:
        register_member(
            by=secretary_one,
            branch=branch_one,
            started_on=date(2025, 2, 1),
            values={**ZENG, "name": "", "phone": "1"},
        )
    assert refused.value.message_dict == {
        "name": ["请填写姓名。"],
        "phone": ["手机号应为 11 位，现在是 1 位，请核对。"],
        "started_on": ["流入日期还没有到，请核对。"],
    }
    assert (Member.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_number_is_needed(secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="请填写身份证号。"):
        register_member(by=secretary_one, branch=branch_one, started_on=DAY, values={"name": "曾小红"})


def test_unknown_choice(secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError) as refused:
        register_member(
            by=secretary_one, branch=branch_one, started_on=DAY, values={**ZENG, "occupation": "king"}
        )
    assert list(refused.value.message_dict) == ["occupation"]


def test_firm_of_another_committee(secretary_one: User, branch_one: Branch, other_branch: Branch) -> None:
    abroad = Enterprise.objects.create(committee=other_branch.committee, name="湖东纺织厂", ownership="state")
    with pytest.raises(ValidationError, match="请选择本党委的企业。"):
        register_member(
            by=secretary_one, branch=branch_one, started_on=DAY, values={**ZENG, "enterprise": abroad}
        )


def test_branch_that_was_dissolved(staff: User, branch_one: Branch) -> None:
    branch_one.dissolved_on = date(2024, 12, 31)
    branch_one.save()
    with pytest.raises(ValidationError, match="该支部已经撤销，请选择其他支部。"):
        register_member(by=staff, branch=branch_one, started_on=DAY, values=ZENG)


def taken(by: User, branch: Branch) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        register_member(by=by, branch=branch, started_on=DAY, values={**JIANG, "national_id": ZENG_ID})
    return [error.code or "" for error in refused.value.error_dict["national_id"]]


def test_same_number_in_the_own_branch(secretary_one: User, branch_one: Branch, zeng: Member) -> None:
    assert taken(secretary_one, branch_one) == ["taken_here"]


def test_same_number_in_another_branch(secretary_two: User, branch_two: Branch, zeng: Member) -> None:
    assert taken(secretary_two, branch_two) == ["taken_elsewhere"]


def test_same_number_in_another_committee_is_nobodys_business(
    other_staff: User, other_branch: Branch, zeng: Member
) -> None:
    twin = register_member(by=other_staff, branch=other_branch, started_on=DAY, values=ZENG)
    assert (Member.objects.count(), twin.branch) == (2, other_branch)


def test_only_in_a_branch_of_ones_own(secretary_two: User, branch_one: Branch) -> None:
    with pytest.raises(PermissionDenied):
        register_member(by=secretary_two, branch=branch_one, started_on=DAY, values=ZENG)


def test_not_by_an_auditor(auditor: User, branch_one: Branch) -> None:
    with pytest.raises(PermissionDenied):
        register_member(by=auditor, branch=branch_one, started_on=DAY, values=ZENG)
