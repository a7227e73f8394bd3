"""The list of members that a workbook may append: whom it names, what it hides, who may have it, what stays of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.figures import places_of
from core.periods import Month
from members.models import Enrolment, Member
from reports.actions import close_month, export_month
from reports.appendix import appendix_text
from reports.models import MonthlyReport
from reports.monthly import report_of
from reports.stored import data_of
from tests.raw_workbook import Cells, sheets_of

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)
SHEET = "流动党员名册"
HEAD = 4
"""The row of the header; people follow."""


@pytest.fixture
def people_of_march(register: None) -> None:
    """The register of ``tests.stays``, with names that stand nowhere else, and numbers to hide."""
    for number, member in enumerate(Member.objects.order_by("pk")):
        member.name = f"欧阳{number}号"
        member.national_id, member.phone = f"43060219900101{1000 + number}", f"1380000{1000 + number}"
        member.save()


def committee() -> Committee:
    return Committee.objects.get(short_name="港区党委")


def export(by: Any = COMMAND_LINE, **asked: Any) -> bytes:  # noqa: ANN401  any actor, any of the options
    return export_month(by=by, committee=committee(), month=MARCH, **{"members": True, **asked}).content


def people(content: bytes) -> list[dict[str, str | float]]:
    """Each person as told: values by the title of their column."""
    cells = sheets_of(content)[SHEET]
    titles = {column: str(cells[f"{column}{HEAD}"]) for column in _columns(cells)}
    rows = sorted({int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for address in cells})
    return [
        {title: cells.get(f"{column}{row}", "") for column, title in titles.items()}
        for row in rows
        if row > HEAD
    ]


def _columns(cells: Cells) -> list[str]:
    return [column for column in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if f"{column}{HEAD}" in cells]


def close(text: str | None = None) -> MonthlyReport:
    """Close March with its list, as closing does."""
    mine = committee()
    return MonthlyReport.objects.create(
        committee=mine,
        month=MARCH,
        revision=1,
        content=data_of(report_of(mine, MARCH)),
        appendix=appendix_text(mine, MARCH) if text is None else text,
        digest="0" * 64,
        closed_by_name="冯静怡",
    )


@pytest.mark.usefixtures("people_of_march")
def test_the_list_holds_those_in_the_register_at_the_end_of_the_month() -> None:
    found = people(export())
    managed = next(line.now for line in report_of(committee(), MARCH).lines if line.key == "members.managed")
    assert len(found) == managed == 6
    assert [each["序号"] for each in found] == [1, 2, 3, 4, 5, 6]
    assert [each["所在党支部"] for each in found] == ["流动党员第一支部"] * 3 + ["流动党员第二支部"] * 3


@pytest.mark.usefixtures("people_of_march")
def test_numbers_are_masked_unless_asked_for_in_full_and_the_log_says_which() -> None:
    known = {member.name: (member.national_id, member.phone) for member in Member.objects.all()}
    masked = people(export())
    assert all("*" in str(each["身份证号"]) for each in masked)
    assert {each["身份证号"] for each in masked}.isdisjoint({number for number, _ in known.values()})
    assert AuditEntry.objects.latest("number").detail.endswith("；附流动党员名册 6 名党员，号码已隐去")
    full = people(export(full=True))
    assert {each["姓名"]: (each["身份证号"], each["手机号"]) for each in full} == {
        str(each["姓名"]): known[str(each["姓名"])] for each in masked
    }
    assert AuditEntry.objects.latest("number").detail.endswith("；附流动党员名册 6 名党员，完整号码")


@pytest.mark.usefixtures("people_of_march")
def test_without_being_asked_for_nobody_is_named() -> None:
    content = export(members=False)
    assert SHEET not in sheets_of(content)
    told = "".join(str(value) for cells in sheets_of(content).values() for value in cells.values())
    assert not [member.name for member in Member.objects.all() if member.name in told]
    assert "名册" not in AuditEntry.objects.latest("number").detail


@pytest.mark.usefixtures("people_of_march")
def test_the_administrator_takes_the_list_by_a_check_box(client_of: ClientOf, administrator: User) -> None:
    asked = {"month": "2024-03", "form": "xlsx", "members": "1"}
    response = client_of(administrator).post("/reports/export/", asked)
    assert len(people(response.content)) == 6
    assert "%E9%99%84%E5%90%8D%E5%86%8C.xlsx" in response.headers["Content-Disposition"]
    entry = AuditEntry.objects.latest("number")
    assert (entry.actor_name, entry.verb) == ("冯静怡", "export")
    assert "号码已隐去" in entry.detail


@pytest.mark.usefixtures("people_of_march")
def test_the_list_takes_the_right_to_export_members_and_full_numbers_the_right_to_reveal_them(
    monkeypatch: pytest.MonkeyPatch, administrator: User
) -> None:
    def without(permission: str) -> None:
        held = User.has_perm
        monkeypatch.setattr(
            User, "has_perm", lambda user, perm, obj=None: perm != permission and held(user, perm, obj)
        )

    without("members.reveal_member")
    assert len(people(export(administrator))) == 6
    with pytest.raises(PermissionDenied):
        export(administrator, full=True)
    without("members.export_member")
    with pytest.raises(PermissionDenied):
        export(administrator)
    assert export(administrator, members=False)


@pytest.mark.usefixtures("people_of_march")
def test_only_a_workbook_takes_the_list_and_full_numbers_need_it() -> None:
    with pytest.raises(ValidationError, match="请同时选择“附党员名册”"):
        export(members=False, full=True)
    with pytest.raises(ValidationError, match="名册只能附在 Excel 表格里"):
        export(form="docx")


@pytest.mark.usefixtures("people_of_march")
def test_a_branch_is_told_of_its_own_people(branch_two: Branch) -> None:
    place = places_of(COMMAND_LINE, MARCH).with_key(branch_two.pk)
    assert {each["所在党支部"] for each in people(export(branch=place))} == {"流动党员第二支部"}


@pytest.mark.usefixtures("people_of_march")
def test_a_closed_month_keeps_its_list_whatever_becomes_of_the_people() -> None:
    before = people(export(full=True))
    close()
    stored, masked = export(full=True), export()
    assert people(stored) == before
    Member.objects.update(name="改名", home_organisation="别处")
    Enrolment.objects.filter(ended_on=None, started_on="2024-03-31").update(started_on="2024-04-01")
    assert export(full=True) == stored
    assert export() == masked
    assert all("*" in str(each["身份证号"]) for each in people(masked))


@pytest.mark.usefixtures("people_of_march")
def test_a_closed_month_tells_the_hour_of_its_closing_as_the_office_s_clock_did() -> None:
    close()
    cover = sheets_of(export(members=False))["封面"].values()
    assert "2024-04-15 10:00，冯静怡" in cover


@pytest.mark.usefixtures("people_of_march")
def test_closing_seals_the_list() -> None:
    closed = close_month(by=COMMAND_LINE, committee=committee(), month=MARCH, reason="支部月报没有交齐")
    assert closed.appendix == appendix_text(committee(), MARCH)
    assert len(people(export())) == 6


@pytest.mark.usefixtures("people_of_march")
def test_the_sealed_list_is_not_readable_in_the_database() -> None:
    closed = close()
    assert json.loads(closed.appendix)["lists"][0]["rows"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT appendix FROM reports_monthlyreport")
        (raw,) = cursor.fetchone()
    assert not [member for member in Member.objects.all() if member.name in raw]


@pytest.mark.usefixtures("people_of_march")
def test_a_month_closed_without_a_list_says_so() -> None:
    close("")
    with pytest.raises(ValidationError, match="这个月结账时没有保存名册"):
        export()


@pytest.mark.usefixtures("people_of_march")
def test_a_column_that_the_portal_no_longer_knows_stays_hidden() -> None:
    data = json.loads(appendix_text(committee(), MARCH))
    data["lists"][0]["columns"][4][0] = "forgotten"
    close(json.dumps(data))
    assert all("*" in str(each["身份证号"]) for each in people(export()))


@pytest.mark.usefixtures("people_of_march")
def test_a_name_that_a_spreadsheet_would_run_stays_text() -> None:
    Member.objects.filter(pk=Member.objects.values("pk")[:1]).update(name="=HYPERLINK(1)")
    assert "=HYPERLINK(1)" in {each["姓名"] for each in people(export())}


@pytest.mark.usefixtures("people_of_march")
def test_the_command_appends_the_list_too(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    call_command(
        "exportreport", "--month", "2024-03", "--committee", "港区党委", "--members", "--out", str(out)
    )
    assert len(people(out.read_bytes())) == 6
