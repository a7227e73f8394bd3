from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.actions import edit_member, log_contact
from members.models import Contact, Member

DAY = date(2024, 12, 20)


def test_contact(secretary_one: User, zeng: Member, branch_one: Branch) -> None:
    log_contact(by=secretary_one, member=zeng, on=DAY, kind="visit", summary=" 到家走访，\r\n一切都好。 ")
    contact = Contact.objects.get()
    assert (contact.member, contact.branch, contact.recorded_by) == (zeng, branch_one, secretary_one)
    assert (contact.on, contact.kind, contact.summary) == (DAY, "visit", "到家走访，\n一切都好。")
    entry = AuditEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.object_kind, entry.object_words) == ("create", "members.contact", "曾小红")
    assert entry.branch_key == branch_one.pk
    assert entry.changes == {"日期": ["", "2024-12-20"], "方式": ["", "走访"]}


@pytest.mark.parametrize(
    ("day", "kind", "summary", "faults"),
    [
        (date(2025, 1, 16), "visit", "好", {"on": ["日期还没有到，请核对。"]}),
        (DAY, "pigeon", "好", {"kind": ["请选择联系方式。"]}),
        (DAY, "visit", " ", {"summary": ["请写一句联系的情况。"]}),
        (DAY, "visit", "好" * 501, {"summary": ["情况最多 500 个字，现在是 501 个，请缩短。"]}),
        (DAY, "visit", "a\x00b", {"summary": ["情况中有不可见的控制字符（U+0000），请删掉后重新输入。"]}),
    ],
)
def test_refused(
    secretary_one: User, zeng: Member, day: date, kind: str, summary: str, faults: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        log_contact(by=secretary_one, member=zeng, on=day, kind=kind, summary=summary)
    assert refused.value.message_dict == faults
    assert Contact.objects.count() == 0


def test_foreign_member(secretary_two: User, zeng: Member) -> None:
    with pytest.raises(PermissionDenied):
        log_contact(by=secretary_two, member=zeng, on=DAY, kind="visit", summary="好")


def test_what_people_write_is_sealed_at_rest(secretary_one: User, zeng: Member) -> None:
    log_contact(by=secretary_one, member=zeng, on=DAY, kind="visit", summary="换了号码 13800138009")
    edit_member(by=secretary_one, member=zeng, values={"notes": "家里电话 13800138008"})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT summary, notes FROM members_contact JOIN members_member ON member_id = members_member.id"
        )
        (stored,) = cursor.fetchall()
    assert [text.partition(":")[0] for text in stored] == ["t2", "t2"]
    assert Contact.objects.get().summary == "换了号码 13800138009"
