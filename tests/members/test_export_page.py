import io
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from tests.register import JIANG, ZENG_ID, ZENG_PHONE, Enter, last_traces

Browse = Callable[[User], Client]


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_masked_unless_asked(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    assert zeng.name == "曾小红"
    response = client_of(secretary_one).post("/members/export/", {"file_format": "xlsx"})
    header, row = rows_of(response.content)
    assert row[header.index("姓名")] == "曾小红"
    assert row[header.index("身份证号")] == "430602********1227"
    assert "号码已隐去" in unquote(response.headers["Content-Disposition"])
    assert last_traces() == [
        ("周明远", "export", "流动党员花名册", "done", "1 名党员，号码已隐去，xlsx"),
    ]


def test_full_numbers_when_asked(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    assert zeng.name == "曾小红"
    response = client_of(secretary_one).post("/members/export/", {"file_format": "xlsx", "full": "on"})
    header, row = rows_of(response.content)
    assert (row[header.index("身份证号")], row[header.index("手机号")]) == (ZENG_ID, ZENG_PHONE)
    assert last_traces() == [("周明远", "export", "流动党员花名册", "done", "1 名党员，完整号码，xlsx")]


def test_the_filters_of_the_list_hold(
    client_of: Browse, staff: User, zeng: Member, enter: Enter, branch_two: Branch
) -> None:
    enter(branch_two, **JIANG)
    client = client_of(staff)
    both = client.post("/members/export/", {"file_format": "csv"}).content.decode("utf-8-sig")
    assert ("曾小红" in both, "蒋大川" in both) == (True, True)
    one = client.post(f"/members/export/?branch={zeng.branch_id}", {"file_format": "csv"})
    text = one.content.decode("utf-8-sig")
    assert ("曾小红" in text, "蒋大川" in text) == (True, False)


def test_the_page_says_how_many_and_takes_nothing(
    client_of: Browse, secretary_one: User, zeng: Member
) -> None:
    assert zeng.name == "曾小红"
    page = client_of(secretary_one).get("/members/export/?status=left").content.decode()
    assert "0 人，按名单上的筛选条件" in page
    assert AuditEntry.objects.filter(verb="export").count() == 0


def test_an_unknown_format_is_a_sentence(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    assert zeng.name == "曾小红"
    response = client_of(secretary_one).post("/members/export/", {"file_format": "exe"})
    assert response.status_code == 200
    assert AuditEntry.objects.filter(verb="export").count() == 0


@pytest.mark.parametrize("who", ["auditor", "outsider"])
def test_who_may_not(client_of: Browse, request: pytest.FixtureRequest, who: str) -> None:
    client = client_of(request.getfixturevalue(who))
    assert client.post("/members/export/", {"file_format": "xlsx"}).status_code == 403
