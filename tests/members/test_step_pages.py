from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from members.actions import end_enrolment
from members.models import Contact, Enrolment, Member

Browse = Callable[[User], Client]
END = {"outcome": "returned", "on": "2024-09-01", "note": ""}
CONTACT = {"on": "2024-12-20", "kind": "visit", "summary": "一切都好。"}


def test_move(client_of: Browse, staff: User, zeng: Member, branch_one: Branch, branch_two: Branch) -> None:
    client = client_of(staff)
    page = client.get(f"/members/{zeng.pk}/move/").content.decode()
    assert [branch_two.name in page, f'value="{branch_one.pk}"' in page] == [True, False]
    values = {"to_branch": branch_two.pk, "on": "2024-09-01"}
    response = client.post(f"/members/{zeng.pk}/move/", values, follow=True)
    assert response.redirect_chain == [(f"/members/{zeng.pk}/", 302)]
    assert "曾小红 已调整支部。" in response.content.decode()
    assert Member.objects.get().branch == branch_two


def test_move_refused_with_its_sentence(
    client_of: Browse, staff: User, zeng: Member, branch_two: Branch
) -> None:
    values = {"to_branch": branch_two.pk, "on": "2020-01-01"}
    page = client_of(staff).post(f"/members/{zeng.pk}/move/", values).content.decode()
    assert "不能早于流入日期2024年3月2日，请核对。" in page


def test_move_into_another_committee_is_no_choice(
    client_of: Browse, operator: User, zeng: Member, other_branch: Branch, branch_one: Branch
) -> None:
    values = {"to_branch": other_branch.pk, "on": "2024-09-01"}
    assert client_of(operator).post(f"/members/{zeng.pk}/move/", values).status_code == 200
    assert Member.objects.get().branch == branch_one


def test_end(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    page = client.get(f"/members/{zeng.pk}/end/").content.decode()
    assert ["返回流出地" in page, 'value="moved"' in page] == [True, False]
    response = client.post(f"/members/{zeng.pk}/end/", END, follow=True)
    assert "曾小红 已结束管理。" in response.content.decode()
    assert Enrolment.objects.get().ended_on == date(2024, 9, 1)


def test_end_twice_says_so(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="lost")
    page = client_of(secretary_one).post(f"/members/{zeng.pk}/end/", END).content.decode()
    assert "此人目前不在册；如已回来，请用“重新登记”。" in page


def test_reenrol(client_of: Browse, secretary_one: User, zeng: Member, branch_one: Branch) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="lost")
    client = client_of(secretary_one)
    page = client.get(f"/members/{zeng.pk}/reenrol/").content.decode()
    assert f'<option value="{branch_one.pk}" selected>' in page
    values = {"branch": branch_one.pk, "started_on": "2024-12-01"}
    response = client.post(f"/members/{zeng.pk}/reenrol/", values, follow=True)
    assert "曾小红 已重新登记。" in response.content.decode()
    assert Enrolment.objects.open().get().started_on == date(2024, 12, 1)


def test_contact(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    assert 'value="2025-01-15"' in client.get(f"/members/{zeng.pk}/contacts/add/").content.decode()
    response = client.post(f"/members/{zeng.pk}/contacts/add/", CONTACT, follow=True)
    assert "已记录与 曾小红 的联系。" in response.content.decode()
    assert Contact.objects.get().summary == "一切都好。"


def test_nothing_filled_in(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    page = client_of(secretary_one).post(f"/members/{zeng.pk}/contacts/add/", {}).content.decode()
    assert [page.count(words) for words in ("请填写日期。", "请选择方式。", "请填写情况。")] == [1, 1, 1]


@pytest.mark.parametrize("step", ["end", "reenrol", "contacts/add"])
@pytest.mark.parametrize(("who", "status"), [("secretary_two", 404), ("other_staff", 404), ("auditor", 403)])
def test_who_may_not(
    client_of: Browse, request: pytest.FixtureRequest, zeng: Member, step: str, who: str, status: int
) -> None:
    client = client_of(request.getfixturevalue(who))
    page = f"/members/{zeng.pk}/{step}/"
    assert (client.get(page).status_code, client.post(page, {**END, **CONTACT}).status_code) == (
        status,
        status,
    )
    assert (Contact.objects.count(), Enrolment.objects.open().count()) == (0, 1)


@pytest.mark.parametrize(("who", "status"), [("secretary_one", 403), ("other_staff", 404), ("auditor", 403)])
def test_who_may_not_move(
    client_of: Browse,
    request: pytest.FixtureRequest,
    zeng: Member,
    branch_two: Branch,
    who: str,
    status: int,
) -> None:
    client = client_of(request.getfixturevalue(who))
    values = {"to_branch": branch_two.pk, "on": "2024-09-01"}
    assert client.post(f"/members/{zeng.pk}/move/", values).status_code == status
