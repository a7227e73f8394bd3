import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Committee, Enterprise
from members.actions import edit_member
from members.models import Member
from tests.register import FREE_ID, ZENG_ID, ZENG_PHONE, last_traces

Browse = Callable[[User], Client]


def typed(member: Member, **values: str) -> dict[str, str]:
    kept = (
        "name",
        "sex",
        "birth_date",
        "category",
        "joined_on",
        "confirmed_on",
        "party_status",
        "occupation",
    )
    fields = {name: str(getattr(member, name)) for name in kept}
    return {**fields, "revision": str(member.revision), **values}


def test_numbers_stand_there_masked(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    page = client_of(secretary_one).get(f"/members/{zeng.pk}/edit/").content.decode()
    assert ['placeholder="430602********1227"' in page, 'placeholder="138****0001"' in page] == [True, True]
    assert re.findall(r"\d{11,}", page) == []
    assert last_traces() == [("周明远", "view", "曾小红", "done", "")]


def test_what_is_left_empty_stays(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    response = client_of(secretary_one).post(f"/members/{zeng.pk}/edit/", typed(zeng, job_title="班长"))
    stored = Member.objects.get()
    assert response.status_code == 302
    assert (stored.job_title, stored.national_id, stored.phone) == ("班长", ZENG_ID, ZENG_PHONE)
    assert (stored.address, stored.revision) == (zeng.address, 2)


def test_replaced_and_emptied(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    values = typed(
        zeng,
        national_id=FREE_ID,
        sex="",
        birth_date="",
        joined_on="1998",
        clear_phone="on",
        clear_address="on",
    )
    client_of(secretary_one).post(f"/members/{zeng.pk}/edit/", values)
    stored = Member.objects.get()
    assert (stored.national_id, stored.sex, stored.birth_date) == (FREE_ID, "1", "1978-07-14")
    assert (stored.phone, stored.phone_index, stored.address) == ("", None, "")


def test_faults_at_their_fields(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    values = typed(zeng, sex="1", birth_date="1991", phone="138", confirmed_on="2011")
    page = client_of(secretary_one).post(f"/members/{zeng.pk}/edit/", values).content.decode()
    for sentence in (
        "身份证号表明性别为女，与所填的不一致，请核对。",
        "身份证号表明出生日期为1990年1月1日，与所填的不一致，请核对。",
        "手机号应为 11 位，现在是 3 位，请核对。",
        "转正日期不能早于入党日期，请核对。",
    ):
        assert page.count(sentence) == 1
    assert Member.objects.get().revision == 1


def test_somebody_else_was_quicker(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    edit_member(by=secretary_one, member=zeng, values={"job_title": "车间主任"})
    page = client_of(secretary_one).post(f"/members/{zeng.pk}/edit/", typed(zeng, job_title="班长"))
    assert "别人改过这份资料" in page.content.decode()
    assert Member.objects.get().job_title == "车间主任"


def test_firms_of_the_own_committee_only(
    client_of: Browse, secretary_one: User, zeng: Member, firm: Enterprise, other_committee: Committee
) -> None:
    abroad = Enterprise.objects.create(committee=other_committee, name="湖东纺织厂", ownership="state")
    client = client_of(secretary_one)
    page = client.get(f"/members/{zeng.pk}/edit/").content.decode()
    assert ["临湖仪表有限公司" in page, "湖东纺织厂" in page] == [True, False]
    client.post(f"/members/{zeng.pk}/edit/", typed(zeng, enterprise=str(abroad.pk)))
    assert Member.objects.get().enterprise is None


@pytest.mark.parametrize(("who", "status"), [("secretary_two", 404), ("other_staff", 404), ("auditor", 403)])
def test_who_may_not(
    client_of: Browse, request: pytest.FixtureRequest, zeng: Member, who: str, status: int
) -> None:
    client = client_of(request.getfixturevalue(who))
    page = f"/members/{zeng.pk}/edit/"
    assert (client.get(page).status_code, client.post(page, typed(zeng)).status_code) == (status, status)
