"""The page on which the person says which column is what: nothing sent goes unanswered, nothing chosen is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from branches.models import Branch
from spreadsheets.actions import upload_file
from spreadsheets.kinds import Place
from tests.importing import national_id, xlsx

QUESTION = "C 列“手机”、D 列“手机号码”都像“手机号”，请选定一列，其余的不导入。"
ROWS = [
    ["姓名", "身份证号", "手机", "手机号码"],
    ["钱卫东", national_id(1), "13800000001", "13900000001"],
]


@pytest.fixture
def page(secretary_one: User, branch_one: Branch) -> str:
    place = Place(branch_one.committee_id, branch_one.pk, "")
    batch = upload_file(by=secretary_one, kind="members", file_name="a.xlsx", content=xlsx(ROWS), place=place)
    return reverse("spreadsheets:columns", args=[batch.pk])


@pytest.fixture
def client(client_of: Callable[[User], Client], secretary_one: User) -> Client:
    return client_of(secretary_one)


def test_an_open_question_is_no_fault_at_first(client: Client, page: str) -> None:
    answer = client.get(page)
    assert (answer.context["faults"], answer.context["questions"]) == ([], [QUESTION])


def test_going_on_with_nothing_chosen_is_a_fault(client: Client, page: str) -> None:
    answer = client.post(page, {"column-0-A": "name", "column-0-B": "national_id"})
    assert answer.status_code == 422
    assert answer.context["faults"] == ["还有 2 列没有选定，请在标着“请选择”的行里选好，再点“下一步”。"]
    assert answer.context["questions"] == [QUESTION]
    assert "notice-danger" in answer.content.decode()


def test_going_on_without_a_required_column_is_a_fault(client: Client, page: str) -> None:
    sent = {"column-0-A": "name", "column-0-B": "-", "column-0-C": "phone", "column-0-D": "-"}
    answer = client.post(page, sent)
    assert answer.context["faults"] == ["还不能继续，请先解决下面提出的问题，再点“下一步”。"]
    assert answer.context["questions"] == ["没有找到“身份证号”这一列，请指出是哪一列，或在表中补上。"]


def test_a_field_chosen_twice_stays_chosen_twice(client: Client, page: str) -> None:
    sent = {"column-0-A": "name", "column-0-B": "national_id", "column-0-C": "phone", "column-0-D": "phone"}
    answer = client.post(page, sent)
    assert answer.context["faults"] == ["工作表“Sheet1”里有两列都选了“手机号”，请只留一列。"]
    (table,) = answer.context["tables"]
    assert [(c.selected, c.is_double) for c in table.choices] == [
        ("name", False),
        ("national_id", False),
        ("phone", True),
        ("phone", True),
    ]
    text = answer.content.decode()
    assert (text.count('<option value="phone" selected>'), text.count("选重了")) == (2, 2)


def test_one_choice_of_two_leads_on(client: Client, page: str) -> None:
    sent = {"column-0-A": "name", "column-0-B": "national_id", "column-0-C": "-", "column-0-D": "phone"}
    answer = client.post(page, sent)
    assert (answer.status_code, answer["Location"]) == (302, page.replace("columns", "check"))
