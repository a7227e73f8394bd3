"""The page by which any list is taken away: by right, masked unless asked, narrowed as the list, noted in the log."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from services.models import Ticket
from spreadsheets.registry import EXPORTS, SHEETS
from stations.models import Station

Browse = Callable[[User], Client]


@pytest.fixture
def tickets(committee: Committee, branch_one: Branch, branch_two: Branch) -> None:
    for number, branch in enumerate((branch_one, branch_two, None), start=1):
        Ticket.objects.create(
            committee=committee, branch=branch, number=f"FW-2024-000{number}", source="hotline", kind="life",
            description=f"{number} 号诉求", person_phone="13800001111", received_on=date(2024, 3, number),
        )  # fmt: skip


def rows_of(content: bytes) -> list[dict[str, Any]]:
    header, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_every_kind_of_sheet_can_be_taken_away() -> None:
    assert EXPORTS.keys() == SHEETS.keys()


def test_numbers_are_masked_unless_asked_for(client_of: Browse, secretary_one: User, tickets: None) -> None:
    client = client_of(secretary_one)
    masked = client.post("/imports/export/tickets/", {"file_format": "xlsx"})
    assert [(r["编号"], r["联系电话"]) for r in rows_of(masked.content)] == [("FW-2024-0001", "138****1111")]
    assert "服务台账（号码已隐去）" in unquote(masked["Content-Disposition"])
    full = client.post("/imports/export/tickets/", {"file_format": "xlsx", "full": "on"})
    assert rows_of(full.content)[0]["联系电话"] == "13800001111"
    log = AuditEntry.objects.filter(verb="export").order_by("number").values_list("object_words", "detail")
    assert list(log) == [
        ("服务台账", "1 张工单，号码已隐去，xlsx"), ("服务台账", "1 张工单，完整号码，xlsx"),
    ]  # fmt: skip


def test_the_filters_of_the_list_hold(client_of: Browse, staff: User, tickets: None) -> None:
    client = client_of(staff)
    assert "3 张工单；" in client.get("/imports/export/tickets/").content.decode()
    page = client.get("/imports/export/tickets/?q=0002").content.decode()
    assert "1 张工单，按列表上的筛选条件" in page
    answer = client.post("/imports/export/tickets/?q=0002", {"file_format": "csv"})
    assert answer.content.decode("utf-8-sig").count("FW-2024") == 1


def test_what_is_void_stays_here(client_of: Browse, staff: User, committee: Committee) -> None:
    for name in ("好的站", "作废的站"):
        Station.objects.create(committee=committee, name=name, kind="station", opened_on="2023-01-01")
    Station.objects.filter(name="作废的站").update(voided_at="2024-01-01T00:00Z")
    answer = client_of(staff).post("/imports/export/stations/", {"file_format": "xlsx"})
    assert [r["名称"] for r in rows_of(answer.content)] == ["好的站"]


@pytest.mark.parametrize("who", ["auditor", "outsider"])
def test_who_may_not_see_may_not_take(who: str, client_of: Browse, request: pytest.FixtureRequest) -> None:
    client = client_of(request.getfixturevalue(who))
    assert {client.get(f"/imports/export/{kind}/").status_code for kind in EXPORTS} == {403}
    assert client.get("/imports/export/nothing/").status_code == 404


def test_an_unknown_format_is_told(client_of: Browse, staff: User, tickets: None) -> None:
    answer = client_of(staff).post("/imports/export/tickets/", {"file_format": "exe"})
    assert answer.status_code == 422
    assert AuditEntry.objects.filter(verb="export").count() == 0


def test_the_menu_shows_the_import_to_whoever_may_import_anything(
    client_of: Browse, secretary_one: User, auditor: User
) -> None:
    assert 'href="/imports/"' in client_of(secretary_one).get("/").content.decode()
    assert 'href="/imports/"' not in client_of(auditor).get("/", follow=True).content.decode()
