from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from members.models import Member
from tests.register import ZENG_ID, ZENG_PHONE, last_traces

Browse = Callable[[User], Client]


def test_without_script_on_a_page_of_its_own(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    response = client_of(secretary_one).post(f"/members/{zeng.pk}/reveal/", {"field": "national_id"})
    page = response.content.decode()
    assert (ZENG_ID in page, ZENG_PHONE in page, "<h1>身份证号</h1>" in page) == (True, False, True)
    assert "no-store" in response.headers["Cache-Control"]
    assert last_traces() == [("周明远", "reveal", "曾小红", "done", "身份证号")]


def test_with_htmx_the_value_alone(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    response = client.post(f"/members/{zeng.pk}/reveal/", {"field": "phone"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip() == f'<span class="secret" role="status">{ZENG_PHONE}</span>'


@pytest.mark.parametrize("field", ["", "notes", "national_id_index", "__class__"])
def test_no_other_field(client_of: Browse, secretary_one: User, zeng: Member, field: str) -> None:
    assert client_of(secretary_one).post(f"/members/{zeng.pk}/reveal/", {"field": field}).status_code == 404
    assert AuditEntry.objects.filter(verb="reveal").count() == 0


def test_not_by_its_address(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    assert client_of(secretary_one).get(f"/members/{zeng.pk}/reveal/?field=phone").status_code == 405


@pytest.mark.parametrize(("who", "status"), [("secretary_two", 404), ("other_staff", 404), ("auditor", 403)])
def test_who_may_not(
    client_of: Browse, request: pytest.FixtureRequest, zeng: Member, who: str, status: int
) -> None:
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"/members/{zeng.pk}/reveal/", {"field": "phone"}).status_code == status
