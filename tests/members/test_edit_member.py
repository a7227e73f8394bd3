import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from members.actions import edit_member
from members.models import Member
from tests.register import FREE_ID, JIANG_ID, last_traces


def test_changes_are_stored_and_told_masked(secretary_one: User, zeng: Member) -> None:
    values = {"name": "单小红", "phone": "139 0730 7777", "occupation": "head"}
    edit_member(by=secretary_one, member=zeng, values=values)
    stored = Member.objects.get()
    assert (stored.name, stored.name_pinyin, stored.phone) == ("单小红", "shanxiaohong", "13907307777")
    assert (stored.national_id, stored.revision) == (zeng.national_id, 2)
    assert Member.objects.with_number("13907307777").get() == zeng
    assert AuditEntry.objects.order_by("number").last().changes == {  # type: ignore[union-attr]  # there is one
        "姓名": ["曾小红", "单小红"],
        "手机号": ["138****0001", "139****7777"],
        "职业类别": ["技术工人", "企业负责人"],
    }


def test_nothing_changed(secretary_one: User, zeng: Member) -> None:
    edit_member(by=secretary_one, member=zeng, values={"name": "曾小红", "phone": "13807300001"})
    assert Member.objects.get().revision == 1
    assert last_traces() == [("周明远", "update", "曾小红", "done", "没有改动")]


def test_somebody_else_was_quicker(secretary_one: User, zeng: Member) -> None:
    edit_member(by=secretary_one, member=zeng, values={"job_title": "班长"}, revision=1)
    with pytest.raises(ValidationError, match="您打开这一页之后，别人改过这份资料。请刷新页面，核对后再改。"):
        edit_member(by=secretary_one, member=zeng, values={"job_title": "车间主任"}, revision=1)
    assert Member.objects.get().job_title == "班长"


def test_the_record_is_judged_as_a_whole(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        edit_member(by=secretary_one, member=zeng, values={"sex": "1", "joined_on": "2014"})
    assert refused.value.message_dict == {
        "sex": ["身份证号表明性别为女，与所填的不一致，请核对。"],
        "confirmed_on": ["转正日期不能早于入党日期，请核对。"],
    }


def test_another_number(secretary_one: User, zeng: Member) -> None:
    edit_member(
        by=secretary_one,
        member=zeng,
        values={"national_id": FREE_ID.lower(), "sex": "", "birth_date": "", "joined_on": "1998"},
    )
    stored = Member.objects.get()
    assert (stored.national_id, stored.sex, stored.birth_date) == (FREE_ID, "1", "1978-07-14")


def test_number_of_somebody_else(secretary_one: User, zeng: Member, jiang: Member) -> None:
    values = {"national_id": JIANG_ID, "sex": "", "birth_date": ""}
    with pytest.raises(ValidationError) as refused:
        edit_member(by=secretary_one, member=zeng, values=values)
    assert [error.code for error in refused.value.error_dict["national_id"]] == ["taken_elsewhere"]


def test_number_is_never_emptied(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(ValidationError, match="身份证号不能清空，只能更正。"):
        edit_member(by=secretary_one, member=zeng, values={"national_id": ""})


def test_foreign_member(secretary_two: User, zeng: Member) -> None:
    with pytest.raises(PermissionDenied):
        edit_member(by=secretary_two, member=zeng, values={"job_title": "班长"})


def test_unknown_field(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(TypeError, match=r"a record has no field \['branch'\]"):
        edit_member(by=secretary_one, member=zeng, values={"branch": zeng.branch})
