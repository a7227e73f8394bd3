from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch, Enterprise
from members.actions import end_enrolment
from members.models import Enrolment, Member
from tests.register import FREE_ID, JIANG_ID, JIANG_PHONE, ZENG_ID, ZENG_PHONE, numbered_id

PAGE = "/members/add/"
Browse = Callable[[User], Client]


def typed(branch: Branch, **values: str) -> dict[str, str]:
    fields = {"branch": str(branch.pk), "started_on": "2024-03-02", "name": "曾小红", "national_id": ZENG_ID}
    return {**fields, "party_status": "normal", **values}


def test_own_branch_and_today_are_preset(client_of: Browse, secretary_one: User, branch_one: Branch) -> None:
    page = client_of(secretary_one).get(PAGE).content.decode()
    assert f'<option value="{branch_one.pk}" selected>流动党员第一支部</option>' in page
    assert 'value="2025-01-15"' in page
    assert "第二支部" not in page


def test_register(client_of: Browse, secretary_one: User, branch_one: Branch, firm: Enterprise) -> None:
    values = typed(
        branch_one, phone="138 0730 0001", joined_on="2012-07", enterprise=str(firm.pk), category="formal"
    )
    response = client_of(secretary_one).post(PAGE, values)
    member = Member.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/members/{member.pk}/")
    assert (member.sex, member.birth_date, member.phone) == ("2", "1990-01-01", ZENG_PHONE)
    assert (member.joined_on, member.enterprise) == ("2012-07", firm)
    assert Enrolment.objects.get().started_on == date(2024, 3, 2)


def test_all_faults_at_their_fields(client_of: Browse, secretary_one: User, branch_one: Branch) -> None:
    values = typed(
        branch_one,
        name="",
        national_id=FREE_ID[:-1],
        phone="1380730000",
        joined_on="2030",
        confirmed_on="2012-13",
        started_on="2025-02-01",
    )
    page = client_of(secretary_one).post(PAGE, values).content.decode()
    for sentence in (
        "请填写姓名。",
        "身份证号应为 18 位，现在是 17 位，请对照证件核对。",
        "手机号应为 11 位，现在是 10 位，请核对。",
        "入党日期还没有到，请核对。",
        "日期请写成 1998、1998-07 或 1998-07-01，且须真实存在。",
        "流入日期还没有到，请核对。",
    ):
        assert page.count(sentence) == 1
    assert "没有保存：有 6 处需要修改，已在下面标出。" in page
    assert Member.objects.count() == 0


def test_known_in_the_own_branch(
    client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    page = client_of(secretary_one).post(PAGE, typed(branch_one)).content.decode()
    assert f'这个身份证号已经登记给 <a href="/members/{zeng.pk}/">曾小红</a>（第一支部）' in page
    assert Member.objects.count() == 1


def test_known_in_the_own_branch_and_gone(
    client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="returned")
    client = client_of(secretary_one)
    assert f'href="/members/{zeng.pk}/"' in client.post(PAGE, typed(branch_one)).content.decode()
    assert f"/members/{zeng.pk}/reenrol/" in client.get(f"/members/{zeng.pk}/").content.decode()


def test_known_elsewhere_may_be_asked_for(
    client_of: Browse, secretary_two: User, branch_two: Branch, zeng: Member
) -> None:
    client = client_of(secretary_two)
    page = client.post(PAGE, typed(branch_two, name="曾晓红")).content.decode()
    assert "本党委已有此人，由其他支部管理" in page
    assert 'action="/members/requests/add/"' in page
    words = ("曾小红", "第一支部", f"/members/{zeng.pk}/", ZENG_PHONE, "138****0001")
    assert [word in page for word in words] == [False] * 5


def test_somebody_who_looks_the_same_is_asked_about(
    client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    client = client_of(secretary_one)
    values = typed(branch_one, national_id=FREE_ID, phone=ZENG_PHONE)
    page = client.post(PAGE, values).content.decode()
    assert f'<a href="/members/{zeng.pk}/">曾小红</a>（第一支部，身份证号 430602********1227）' in page
    assert Member.objects.count() == 1
    client.post(PAGE, {**values, "is_other_person": "on"})
    assert Member.objects.count() == 2


def test_same_name_and_birth_date_elsewhere_without_details(
    client_of: Browse, secretary_one: User, branch_one: Branch, jiang: Member
) -> None:
    values = typed(branch_one, name="蒋大川", national_id=numbered_id(1, born="19850210"))
    page = client_of(secretary_one).post(PAGE, values).content.decode()
    assert "本党委其他支部有 1 名同名且手机号或出生日期相同的党员" in page
    words = ("第二支部", f"/members/{jiang.pk}/", JIANG_ID, JIANG_ID[-4:], JIANG_PHONE)
    assert [word in page for word in words] == [False] * 5


def test_same_name_alone_is_nobody_in_particular(
    client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    assert client_of(secretary_one).post(PAGE, typed(branch_one, national_id=FREE_ID)).status_code == 302


@pytest.mark.parametrize("foreign", ["branch_two", "other_branch"])
def test_foreign_branch_is_no_choice(
    client_of: Browse, request: pytest.FixtureRequest, secretary_one: User, foreign: str
) -> None:
    client_of(secretary_one).post(PAGE, typed(request.getfixturevalue(foreign)))
    assert Member.objects.count() == 0


def test_not_for_an_auditor(client_of: Browse, auditor: User) -> None:
    assert client_of(auditor).get(PAGE).status_code == 403
