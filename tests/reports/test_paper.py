"""The print page: the whole report on A4 in the browser, for those who may export it, and in the log."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.periods import Month
from reports.actions import print_month
from reports.layout import Form
from reports.monthly import report_of
from reports.printed import words_of

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)
PAGE = "/reports/2024-03/paper/"


def page_for(client: Client, address: str = PAGE) -> str:
    response = client.post(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.usefixtures("register")
def test_every_table_stands_on_its_own_sheet_with_all_its_rows(
    administrator: User, client_of: ClientOf
) -> None:
    page = page_for(client_of(administrator))
    report = report_of(Committee.objects.get(short_name="港区党委"), MARCH)
    sheets = page.split('<section class="paper-sheet')[-len(report.tables) :]
    for table, sheet in zip(report.tables, sheets, strict=True):
        assert f"<h2>{table.title}（2024年3月）</h2>" in sheet
        assert sheet.startswith(" paper-across") is table.landscape
        assert sheet.count("<tr") - sheet[: sheet.index("<tbody")].count("<tr") == len(table.rows)
        assert sheet.count("<svg") == len(table.diagrams)
        assert all(str(row.values[0]) in sheet for row in table.rows)
    assert "填报单位：港区流动党员党委" in page
    assert "未结账　数字可能变化" in page


@pytest.mark.usefixtures("register")
def test_it_is_recorded_as_an_export(administrator: User, client_of: ClientOf) -> None:
    page_for(client_of(administrator))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.actor_name) == ("export", administrator.name)
    assert entry.detail == "填报单位：港区流动党员党委；打印页；未结账，数字可能变化"


@pytest.mark.usefixtures("register")
def test_looking_at_its_address_shows_and_records_nothing(administrator: User, client_of: ClientOf) -> None:
    client = client_of(administrator)
    before = AuditEntry.objects.count()
    assert client.get(PAGE).status_code == 405
    assert AuditEntry.objects.count() == before


@pytest.mark.usefixtures("register")
def test_only_who_may_export_and_only_the_own_committee(
    secretary_one: User, administrator: User, other_branch: Branch, client_of: ClientOf
) -> None:
    assert client_of(secretary_one).post(PAGE).status_code == 403
    foreign = {"committee": str(other_branch.committee_id)}
    assert client_of(administrator).post(PAGE, foreign).status_code == 404


@pytest.mark.usefixtures("register")
def test_a_month_to_come_leads_back_with_the_sentence(administrator: User, client_of: ClientOf) -> None:
    response = client_of(administrator).post("/reports/2024-05/paper/", follow=True)
    assert response.redirect_chain[-1][0] == reverse("reports:monthly")
    assert "2024年5月还没有到，不能导出月报表。" in response.content.decode()


@pytest.mark.usefixtures("register")
def test_names_are_text_also_in_charts(branch_one: Branch, administrator: User, client_of: ClientOf) -> None:
    Branch.objects.filter(pk=branch_one.pk).update(name="<script>1</script>", short_name="<b>一</b>")
    page = client_of(administrator).post(PAGE).content.decode()
    assert "<script>1" not in page
    assert "<b>一" not in page
    assert "&lt;script&gt;1" in page


@pytest.mark.usefixtures("register")
def test_the_action_gives_the_report_itself(branch_one: Branch) -> None:
    report = print_month(by=COMMAND_LINE, committee=branch_one.committee, month=MARCH)
    assert (report.month, report.committee) == (MARCH, branch_one.committee_id)


@pytest.mark.parametrize(
    ("value", "form", "is_share", "words"),
    [
        (None, Form.COUNT, False, "--"),
        (12345, Form.VALUE, False, "12,345"),
        (1000, Form.COUNT, False, "1,000"),
        (0, Form.CHANGE, False, "0"),
        (3, Form.CHANGE, False, "+3"),
        (-3, Form.CHANGE, False, "−3"),
        (-0.04, Form.CHANGE, True, "0.0"),
        (-0.84, Form.CHANGE, True, "−0.8"),
        (98.25, Form.VALUE, True, "98.3"),
        (100, Form.SHARE, False, "100.0"),
        (248.5, Form.VALUE, False, "248.5"),
        (1200, Form.LINE, False, "1200"),
        ("−", Form.TEXT, False, "−"),
    ],
)
def test_numbers_on_paper(value: float | None, form: Form, words: str, *, is_share: bool) -> None:
    assert words_of(value, form, is_share=is_share) == words
