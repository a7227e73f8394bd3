"""Links that open the big screen on a wall: made, shown, revoked by the administrator alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Committee
from reports.actions import add_screen_link, revoke_screen_link
from reports.models import ScreenLink
from reports.screen import token_of

ClientOf = Callable[[User], Client]
PAGE = "/screen/links/"


def test_the_administrator_makes_and_revokes_a_link(
    client_of: ClientOf, administrator: User, committee: Committee
) -> None:
    client = client_of(administrator)
    answer = client.post(PAGE, {"name": "一号楼大厅"})
    assert answer["Location"] == f"{PAGE}?committee={committee.pk}"
    link = ScreenLink.objects.get()
    address = f"http://testserver/screen/{token_of(link)}/"
    page = client.get(PAGE).content.decode()
    assert page.count(address) == 2
    assert "<svg" in page
    client.post(f"{PAGE}{link.pk}/revoke/")
    page = client.get(PAGE).content.decode()
    assert address not in page
    assert "已停用" in page
    assert "冯静怡" in page


def test_both_are_in_the_log_without_the_token(administrator: User, committee: Committee) -> None:
    link = add_screen_link(by=administrator, committee=committee, name="大厅")
    revoke_screen_link(by=administrator, link=link)
    made, revoked = AuditEntry.objects.order_by("-number")[:2][::-1]
    assert (made.detail, revoked.detail) == ("建立大屏链接", "停用大屏链接")
    assert made.committee_key == revoked.committee_key == committee.pk
    assert link.token not in f"{made.changes}{made.detail}{made.object_words}{revoked.changes}"


def test_a_link_is_revoked_once(client_of: ClientOf, administrator: User, committee: Committee) -> None:
    link = add_screen_link(by=administrator, committee=committee, name="大厅")
    revoke_screen_link(by=administrator, link=link)
    with pytest.raises(ValidationError, match="已经停用"):
        revoke_screen_link(by=administrator, link=link)
    answer = client_of(administrator).post(f"{PAGE}{link.pk}/revoke/", follow=True)
    assert "这个链接已经停用。" in answer.content.decode()


def test_a_link_needs_a_place(client_of: ClientOf, administrator: User, committee: Committee) -> None:
    answer = client_of(administrator).post(PAGE, {"name": " "})
    assert "请填写放在哪里。" in answer.content.decode()
    with pytest.raises(ValidationError):
        add_screen_link(by=administrator, committee=committee, name="藏\u202e字")
    assert not ScreenLink.objects.exists()


def test_nobody_else_sees_or_changes_them(
    client_of: ClientOf, staff: User, administrator: User, committee: Committee
) -> None:
    assert client_of(staff).get(PAGE).status_code == 403
    with pytest.raises(PermissionDenied):
        add_screen_link(by=staff, committee=committee, name="大厅")
    abroad = Committee.objects.create(name="湖区流动党员党委", short_name="湖区党委")
    foreign = ScreenLink.objects.create(committee=abroad, name="湖区大厅", created_by_name="某")
    client = client_of(administrator)
    assert "湖区大厅" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{foreign.pk}/revoke/").status_code == 404
    assert client.get(f"{PAGE}?committee={abroad.pk}").status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_screen_link(by=administrator, link=foreign)
