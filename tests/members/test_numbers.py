import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from audit.models import AuditEntry
from members.actions import find_member, reveal
from members.models import Member
from tests.register import JIANG_ID, JIANG_PHONE, ZENG_ID, ZENG_PHONE, last_traces


def test_reveal_is_recorded_without_the_value(secretary_one: User, zeng: Member) -> None:
    assert reveal(by=secretary_one, member=zeng, field="national_id") == ZENG_ID
    assert last_traces() == [("周明远", "reveal", "曾小红", "done", "身份证号")]


def test_reveal_of_a_foreign_member(secretary_two: User, zeng: Member) -> None:
    with pytest.raises(PermissionDenied):
        reveal(by=secretary_two, member=zeng, field="phone")


def test_reveal_of_what_is_not_masked(secretary_one: User, zeng: Member) -> None:
    with pytest.raises(ValueError, match="notes is not a masked field"):
        reveal(by=secretary_one, member=zeng, field="notes")


@pytest.mark.parametrize(
    "typed", [ZENG_ID, f" {ZENG_ID[:6]} {ZENG_ID[6:]} ", ZENG_PHONE, "138-0730-0001", "+8613807300001"]
)
def test_found_by_number(secretary_one: User, zeng: Member, typed: str) -> None:
    assert find_member(by=secretary_one, number=typed) == zeng


def test_number_with_a_letter(secretary_two: User, jiang: Member) -> None:
    assert find_member(by=secretary_two, number=JIANG_ID.lower()) == jiang


def test_missing_and_foreign_are_alike(secretary_one: User, jiang: Member) -> None:
    numbers = (JIANG_PHONE, "13000000000", "")
    assert [find_member(by=secretary_one, number=number) for number in numbers] == [None, None, None]
    assert last_traces(2) == [("周明远", "search", "", "failed", "按手机号查找，没有找到")] * 2


def test_the_log_never_holds_the_number(secretary_one: User, zeng: Member) -> None:
    find_member(by=secretary_one, number=ZENG_ID)
    assert last_traces() == [("周明远", "search", "曾小红", "done", "按身份证号查找，已找到")]
    everything = str(list(AuditEntry.objects.values()))
    assert [ZENG_ID in everything, ZENG_PHONE in everything] == [False, False]
