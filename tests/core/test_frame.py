"""The frame of the pages: brand, menu, demo strip, and the pages for what goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains, assertTemplateUsed

from accounts.models import User
from core.errors import bad_request, server_error

ClientOf = Callable[[User], Client]
STRIP = "演示系统：人物和数据均为虚构"


def test_the_head_names_place_person_and_role(client_of: ClientOf, secretary_one: User) -> None:
    page = client_of(secretary_one).get("/accounts/own/").content.decode()
    assertInHTML('<span class="brand-place">港区党委</span>', page)
    assertInHTML('<span class="user-role">支部书记（第一支部）</span>', page)
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">')


def test_log_out_is_a_post_with_its_token(client_of: ClientOf, secretary_one: User) -> None:
    page = client_of(secretary_one).get("/accounts/own/")
    assertContains(page, '<form method="post" action="/accounts/logout/">')
    assertContains(page, 'name="csrfmiddlewaretoken"')


def test_the_menu_marks_one_entry(client_of: ClientOf, auditor: User) -> None:
    page = client_of(auditor).get("/audit/")
    assertContains(page, 'aria-current="page"', count=1)
    assertInHTML(
        '<a class="subnav-link" href="/audit/" aria-current="page">审计日志</a>', page.content.decode()
    )


@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_says_so(
    settings: Settings, client_of: ClientOf, secretary_one: User, auditor: User, *, demo: bool
) -> None:
    settings.DEMO = demo
    pages = [client_of(who).get("/accounts/own/").content.decode() for who in (secretary_one, auditor)]
    pages.append(Client().get("/accounts/login/").content.decode())
    assert [STRIP in page for page in pages] == [demo, demo, demo]
    # Only who may open the dashboard is led there.
    assert ["/?month=2024-12" in page for page in pages] == [demo, False, False]


def test_a_missing_page_keeps_the_menu(client_of: ClientOf, secretary_one: User) -> None:
    answer = client_of(secretary_one).get("/nowhere/")
    assertContains(answer, "<h1>找不到页面</h1>", status_code=404)
    assertContains(answer, 'aria-label="主菜单"', status_code=404)


@pytest.mark.django_db
def test_a_stranger_sees_a_missing_page_without_menu() -> None:
    answer = Client().get("/nowhere/")
    assertContains(answer, "<h1>找不到页面</h1>", status_code=404)
    assertNotContains(answer, 'aria-label="主菜单"', status_code=404)
    assertTemplateUsed(answer, "base_bare.html")


def test_a_forbidden_page_says_whom_to_ask(client_of: ClientOf, secretary_one: User) -> None:
    answer = client_of(secretary_one).get("/accounts/users/")
    assertContains(answer, "请联系管理员", status_code=403)


@pytest.mark.django_db
def test_a_page_that_is_too_old_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "a"})
    assertContains(answer, "<h1>页面已过期</h1>", status_code=403)


def test_a_broken_request_is_answered_before_anybody_is_known(db: None) -> None:
    answer = bad_request(RequestFactory().get("/"))
    assert answer.status_code == 400
    assertInHTML("<h1>请求有误</h1>", answer.content.decode())


def test_a_failure_is_answered_without_the_database(
    db: None, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEMO = True
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assertInHTML("<h1>系统出错了</h1>", answer.content.decode())


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/branches/", "党支部"),
        ("/branches/committee/", "党支部"),
        ("/branches/enterprises/", "企业"),
        ("/branches/enterprises/new/", "企业"),
        ("/members/add/", "流动党员"),
        ("/figures/members.managed/", "工作台"),
        ("/reports/", "月度报表"),
        ("/accounts/users/", "账号"),
    ],
)
def test_the_menu_marks_what_a_page_lies_under(
    client_of: ClientOf, administrator: User, path: str, title: str
) -> None:
    page = client_of(administrator).get(path)
    current = [entry["title"] for entry in page.context["menu"] if entry["current"]]
    assert current == [title]


def test_the_menu_marks_nothing_for_pages_beside_it(client_of: ClientOf, administrator: User) -> None:
    page = client_of(administrator).get("/accounts/own/")
    assert [entry["title"] for entry in page.context["menu"] if entry["current"]] == []
