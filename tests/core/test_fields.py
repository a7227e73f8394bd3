import pickle

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from branches.models import Branch
from core.crypto import CannotDecrypt
from members.models import Member

ID, PHONE = "430602199001011213", "13812348000"


@pytest.fixture
def member(branch_one: Branch) -> Member:
    return Member.objects.create(
        committee=branch_one.committee, branch=branch_one, name="某人", national_id=ID, phone=PHONE
    )


def column(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM members_member")  # noqa: S608  names written in this file
        return str(cursor.fetchone()[0])


def test_database_holds_no_number(member: Member) -> None:
    for name in ("national_id", "phone"):
        assert column(name)[:3] == "t2:"
    assert column("address") == ""
    member.refresh_from_db()
    assert (member.national_id, member.phone, member.address) == (ID, PHONE, "")


def test_values_read_back_in_every_way_of_asking(member: Member) -> None:
    assert Member.objects.values_list("phone", flat=True).get() == PHONE
    assert Member.objects.values("national_id").get() == {"national_id": ID}
    assert Member.objects.only("phone").get().phone == PHONE
    assert Member.objects.defer("phone").get().phone == PHONE


def test_bulk_writes_are_encrypted_and_indexed(branch_one: Branch) -> None:
    rows = [
        Member(committee=branch_one.committee, branch=branch_one, name=f"某{n}", phone=f"1381234800{n}")
        for n in range(3)
    ]
    Member.objects.bulk_create(rows)
    assert Member.objects.with_number("13812348002").get().name == "某2"
    Member.objects.update(phone="13900000000")
    assert column("phone")[:3] == "t2:"


@pytest.mark.parametrize(
    "lookup", ["phone", "phone__in", "phone__contains", "phone__gt", "phone__regex", "phone__exact"]
)
def test_comparisons_are_refused(member: Member, lookup: str) -> None:
    with pytest.raises(FieldError, match="phone is encrypted: filter by its blind index"):
        Member.objects.filter(**{lookup: [PHONE] if lookup.endswith("in") else PHONE}).count()


def test_search_is_exact_and_by_index(member: Member) -> None:
    assert Member.objects.with_number(ID).get() == member
    assert Member.objects.with_number(PHONE).get() == member
    for near in (ID[:-1], PHONE[:-1], "", " ", "%", "4" + ID):
        assert Member.objects.with_number(near).count() == 0


def test_index_follows_the_number(member: Member) -> None:
    member.phone = "13900000000"
    member.save()
    assert Member.objects.with_number(PHONE).count() == 0
    assert Member.objects.with_number("13900000000").get() == member
    member.phone = ""
    member.save()
    member.refresh_from_db()
    assert member.phone_index is None


def test_number_is_unique_in_a_committee(member: Member, branch_two: Branch, other_branch: Branch) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Member.objects.create(
            committee=branch_two.committee, branch=branch_two, name="另一人", national_id=ID
        )
    assert ID not in str(refused.value)
    Member.objects.create(
        committee=other_branch.committee, branch=other_branch, name="另一人", national_id=ID
    )


def test_value_moved_to_another_column_does_not_decrypt(member: Member) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_member SET address = phone")
    with pytest.raises(CannotDecrypt) as refused:
        Member.objects.get()
    assert PHONE not in str(refused.value)
    assert str(refused.value).startswith("A value of members_member.address cannot be decrypted")


def test_without_its_key_nothing_reads(member: Member) -> None:
    with override_settings(FIELD_KEYS={"t1": b"1" * 32}), pytest.raises(CannotDecrypt):
        Member.objects.get()


def test_repr_and_str_hold_no_number(member: Member) -> None:
    for words in (repr(member), str(member), repr(Member.objects.all())):
        assert ID not in words
        assert PHONE not in words


def test_fields_survive_migrations_and_pickling(member: Member) -> None:
    field = Member._meta.get_field("national_id_index")
    assert field.deconstruct()[3] == {"source": "national_id"}
    assert pickle.loads(pickle.dumps(member)).phone == PHONE  # noqa: S301  our own bytes
