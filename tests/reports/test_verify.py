"""The page on which somebody verifies a printed report by its code, without an account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from branches.models import Branch, Committee
from core.periods import Month
from reports.models import MonthlyReport
from reports.monthly import report_of
from reports.stored import data_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
PAGE = "/verify/"
MARCH = Month(2024, 3)


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def closing(committee: Committee, revision: int = 1, month: Month = MARCH) -> MonthlyReport:
    return MonthlyReport.objects.create(
        committee=committee,
        month=month,
        revision=revision,
        content=data_of(report_of(committee, month)),
        appendix="甲一",
        digest="0" * 64,
        closed_by_name="冯静怡",
    )


def reopen(closed: MonthlyReport) -> None:
    MonthlyReport.objects.filter(pk=closed.pk).update(
        reopened_at=timezone.now(), reopened_by_name="冯静怡", reopen_reason="漏报一人"
    )


def read(client: Client, code: str) -> str:
    answer = client.get(f"{PAGE}{code}/")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text.partition("<main")[2]


def test_the_code_is_typed_in_whatever_case_and_leads_to_its_report(
    client: Client, committee: Committee
) -> None:
    closed = closing(committee)
    typed = f" {closed.code[:5].lower()} {closed.code[5:]} "
    answer = client.post(PAGE, {"code": typed}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}{closed.code}/", 302)]
    assert "港区流动党员党委现行的2024年3月月报" in answer.content.decode()


def test_it_shows_the_numbers_of_the_closing_and_nobodys_name(client: Client, branch_one: Branch) -> None:
    closed = closing(branch_one.committee)
    before = read(client, closed.code)
    rows = [line for line in closed.content["lines"] if line["key"] == "members.managed"]
    assert f'<td class="num">{rows[0]["now"]}</td>' in before
    assert [name in before for name in ("冯静怡", "甲一", "漏报")] == [False] * 3
    Branch.objects.filter(pk=branch_one.pk).update(dissolved_on="2024-03-02", name="别的名称")
    Committee.objects.update(name="改了名的党委")
    assert read(client, closed.code) == before


def test_an_older_revision_names_the_one_that_replaced_it(client: Client, committee: Committee) -> None:
    first = closing(committee)
    reopen(first)
    assert "已于2024年4月15日重新打开，正在更正" in read(client, first.code)
    second = closing(committee, revision=2)
    assert "已被第2版取代" in read(client, first.code)
    assert ["现行的" in read(client, second.code), "取代" in read(client, second.code)] == [True, False]


def test_a_page_tells_of_its_own_month_only(client: Client, committee: Committee) -> None:
    closed, other = closing(committee), closing(committee, month=Month(2024, 2))
    text = read(client, closed.code)
    assert [other.code in text, "2024年2月" in text] == [False, False]


def test_a_wrong_code_is_told_kindly_and_guessing_ends(client: Client) -> None:
    text = client.post(PAGE, {"code": "ABCDEFGHJK"}).content.decode()
    assert "没有查到这个校验码" in text
    assert "请输入校验码。" in client.post(PAGE, {"code": " "}).content.decode()
    assert client.get(f"{PAGE}ABCDEFGHJK/").status_code == 404
    answers = [client.get(f"{PAGE}ABCDEFGHJ{number}/").status_code for number in range(2, 20)]
    assert answers == [404] * 13 + [429] * 5
