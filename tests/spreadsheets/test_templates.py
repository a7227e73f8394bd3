"""The template of every kind: told to be empty as it is, and stored as filled in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from accounts.models import User
from activities.models import Activity
from branches.models import Branch, Committee, Enterprise
from members.models import Member
from services.models import Ticket
from spreadsheets.registry import SHEETS
from stations.models import Station
from tests.importing import importsheet, national_id

Browse = Callable[[User], Client]
EMPTY = "表里还没有填写内容，只有标题和示例。请从示例下面一行填起，填好后重新上传。"
KINDS = (
    "activities", "attendance", "enterprises", "mediations", "members", "sessions", "stations", "suggestions",
    "tickets",
)  # fmt: skip


@pytest.fixture
def organised(branches: list[Branch], committee: Committee) -> None:
    """Something to choose from."""
    Enterprise.objects.create(committee=committee, name="湖风纺织有限公司", ownership="mixed")
    for number, branch in enumerate((None, *branches[:2])):
        Station.objects.create(
            committee=committee, branch=branch, name=f"{number}号驿站", kind="station", opened_on="2023-01-01"
        )


def template(client: Client, kind: str) -> tuple[bytes, Any]:
    answer = client.get(f"/imports/template/{kind}/")
    assert answer.status_code == 200
    return answer.content, load_workbook(io.BytesIO(answer.content))


def test_these_are_all_kinds() -> None:
    assert tuple(sorted(SHEETS)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_an_untouched_template_is_told_to_be_empty(
    kind: str, client_of: Browse, staff: User, organised: None
) -> None:
    client = client_of(staff)
    content, _ = template(client, kind)
    answer = client.post(f"/imports/upload/{kind}/", {"file": SimpleUploadedFile("模板.xlsx", content)})
    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, [EMPTY])


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_example_lists_and_notes(kind: str, client_of: Browse, staff: User, organised: None) -> None:
    _, book = template(client_of(staff), kind)
    sheet, columns = book.worksheets[0], SHEETS[kind].columns  # type: ignore[attr-defined]  # a kind of sheet
    titles = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    assert titles == [column.title for column in columns]
    assert any(str(cell.value).startswith("示例：") for cell in sheet[2])
    assert {dimension.number_format for dimension in sheet.column_dimensions.values()} == {"@"}
    assert book.sheetnames[1] == "填写说明"
    explained = [row[0].value for row in book["填写说明"].iter_rows(min_row=8)]
    assert explained == titles
    if book.sheetnames[2:]:
        assert book["选项"].sheet_state == "hidden"
        assert len(sheet.data_validations.dataValidation) == book["选项"].max_column


def test_only_what_one_may_choose_is_offered(client_of: Browse, secretary_one: User, organised: None) -> None:
    _, book = template(client_of(secretary_one), "activities")
    offered = {cell.value for row in book["选项"].iter_rows() for cell in row}
    assert {"流动党员第一支部", "0号驿站", "1号驿站"} <= offered
    assert offered & {"流动党员第二支部", "2号驿站", "党委"} == set()


FILLED: dict[str, tuple[type[Any], dict[str, str]]] = {
    "members": (Member, {"姓名": "曾小红", "身份证号": national_id(5), "手机号": "13800001111",
    "所在党支部": "流动党员第一支部"}),
    "stations": (Station, {"名称": "新驿站", "类别": "暖流驿站", "启用日期": "2024-03-01"}),
    "activities": (Activity, {"名称": "读书会", "日期": "2024-03-05", "类别": "其他", "开始时间": "14:30"}),
    "tickets": (Ticket, {"登记日期": "2024-03-05", "类别": "住房", "诉求": "想租公租房"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_template_is_stored(
    kind: str, client_of: Browse, staff: User, organised: None, tmp_path: Path
) -> None:
    _, book = template(client_of(staff), kind)
    model, values = FILLED[kind]
    before = model.objects.count()
    fill(book, values)
    book.save(tmp_path / "filled.xlsx")
    ran = importsheet(kind, tmp_path / "filled.xlsx", "--json", "--as", "dangwei")
    assert (ran.code, ran.json["counts"]["create"], ran.json["counts"]["skip"]) == (0, 1, 1)
    assert model.objects.count() == before + 1


def fill(book: Workbook, values: dict[str, str]) -> None:
    """Fill in the row below the example."""
    sheet = book.worksheets[0]
    for column, cell in enumerate(sheet[1], start=1):
        title = str(cell.value).removesuffix(" *")
        if title in values:
            sheet.cell(3, column, values[title])


@pytest.mark.parametrize("who", ["auditor", "outsider"])
def test_who_may_not_import_gets_no_template(
    who: str, client_of: Browse, request: pytest.FixtureRequest, organised: None
) -> None:
    client = client_of(request.getfixturevalue(who))
    assert {client.get(f"/imports/template/{kind}/").status_code for kind in KINDS} == {403}
    assert client.get("/imports/template/nothing/").status_code == 404
