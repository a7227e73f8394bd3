"""The exported list: whose rows, what of them, and that it comes back unchanged."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry, Verb
from branches.models import Branch, Enterprise, Ownership
from core.partial_dates import PartialDate
from members.actions import end_enrolment, register_member
from members.choices import Departure
from members.models import Enrolment, Member
from members.resources import export_members
from members.sheets import MEMBERS
from tests.importing import contents, first_sheet, importsheet, national_id

RUN = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "'=1",
    "''-2",
    "'abc",
    '"=1"',
)
AWKWARD: list[dict[str, Any]] = [
    *({"address": text, "job_title": text, "home_organisation": text} for text in RUN),
    {"name": "买买提·吐尔逊", "ethnic_group": "05", "native_place": "新疆维吾尔自治区和田地区"},
    {"name": "Maria da Silva", "notes": "第一行\n第二行\n\n=3+4"},
    {"name": "𠮷䶮㛃", "address": "云溪路1号，2单元\n301", "home_contact": "O'Neil"},
    {"birth_date": PartialDate("1970-05-06"), "joined_on": PartialDate("1998"), "confirmed_on": PartialDate("1999-07")},
    {"notes": "无", "home_contact": "未知", "card_number": "-"},
    {"notes": "1998.07", "job_title": "007", "card_number": "00012345678901234567"},
    {"home_contact_phone": "07308123456", "home_region": "合计", "native_place": "必填"},
    {"notes": "制表人：张三", "job_title": "示例", "home_organisation": "说明：填写全称"},
    {"party_status": "", "category": "", "occupation": ""},
    {"category": "probationary", "joined_on": PartialDate("2025-01"), "occupation": "other", "education": "14"},
]  # fmt: skip


@pytest.fixture
def awkward(branch_one: Branch) -> list[Member]:
    """People whose values could be mistaken for something else."""
    employer = Enterprise.objects.create(
        committee=branch_one.committee, name="（岳阳）A&B 材料有限公司", ownership=Ownership.MIXED
    )
    return [
        register_member(
            by=COMMAND_LINE,
            branch=branch_one,
            started_on=date(2024, 3, 1 + number),
            values={
                "name": f"钱卫{chr(0x4E00 + number)}",
                "national_id": national_id(number, born="19700506"),
                "phone": f"139{number:08d}",
                "enterprise": employer,
                **values,
            },
        )
        for number, values in enumerate(AWKWARD)
    ]


def export(by: Any, *, full: bool = True, file_format: str = "xlsx") -> Any:  # noqa: ANN401  actor and file
    return export_members(by=by, rows=Member.objects.all(), full=full, file_format=file_format)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_awkward_values_come_back_unchanged_in_every_row(
    file_format: str, awkward: list[Member], tmp_path: Path
) -> None:
    path = tmp_path / f"list.{file_format}"
    path.write_bytes(export(COMMAND_LINE, file_format=file_format).content)
    before = contents()["members.Member"]
    ran = importsheet("members", path, "--json")
    assert ran.codes() == {}
    assert [r["changes"] for r in ran.json["rows"] if r["changes"]] == []
    assert (ran.code, ran.json["counts"]["unchanged"]) == (0, len(AWKWARD))
    assert set(ran.rows("unchanged")) == set(range(2, 2 + len(AWKWARD)))
    assert contents()["members.Member"] == before


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_whole_demo_comes_back_unchanged_in_every_row(file_format: str, db: None, tmp_path: Path) -> None:
    with override_settings(DEMO=True):
        call_command("loaddemo", stdout=io.StringIO())
    path = tmp_path / f"list.{file_format}"
    call_command("exportsheet", "members", "--out", str(path), stdout=io.StringIO())
    ran = importsheet("members", path, "--json")
    assert ran.json["counts"] == {"create": 0, "update": 0, "unchanged": 112, "refuse": 0, "skip": 0}
    assert ran.code == 0


def test_somebody_who_left_comes_back_unchanged_too(awkward: list[Member], tmp_path: Path) -> None:
    end_enrolment(
        by=COMMAND_LINE, member=awkward[0], on=date(2024, 12, 1), outcome=Departure.RETURNED, note=""
    )
    path = tmp_path / "list.xlsx"
    path.write_bytes(export(COMMAND_LINE).content)
    ran = importsheet("members", path, "--json")
    assert ran.json["counts"]["unchanged"] == len(AWKWARD)
    assert [row["notices"] for row in ran.json["rows"] if row["values"]["name"] == awkward[0].name] == [
        ["这名党员已于 2024-12-01 离开（返回流出地）"]
    ]


def test_somebody_entered_in_error_is_not_exported(awkward: list[Member]) -> None:
    Enrolment.objects.filter(member=awkward[0]).update(ended_on=date(2024, 3, 1), outcome=Departure.VOID)
    assert export(COMMAND_LINE).count == len(AWKWARD) - 1


def test_columns_are_those_of_the_sheet_in_their_order(awkward: list[Member]) -> None:
    sheet = first_sheet(export(COMMAND_LINE).content)
    assert [cell.value for cell in sheet[1]] == [column.title for column in MEMBERS.columns]


def test_workbook_holds_texts_that_no_program_runs(awkward: list[Member]) -> None:
    sheet = first_sheet(export(COMMAND_LINE).content)
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert {c.value for c in cells if c.quotePrefix} == {*RUN[:8], "-"}


def test_workbook_prints_on_landscape_pages_under_a_repeated_header(awkward: list[Member]) -> None:
    sheet = first_sheet(export(COMMAND_LINE).content)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    fit = sheet.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage is True
    assert sheet.print_title_rows == "$1:$1"


def test_csv_puts_an_apostrophe_before_what_a_program_would_run(awkward: list[Member]) -> None:
    content = export(COMMAND_LINE, file_format="csv").content
    assert content.startswith("\ufeff姓名,性别".encode())
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert not any(cell[:1] in set("=+-@\t\r＝＋－＠") for cell in cells if cell)
    assert {cell for cell in cells if cell.startswith("'")} == {
        "'=1+1", "'+1+cmd|' /C calc'!A0", "'-2+3", "'@SUM(1)", "'＝1+1", "'＋1", "'－1", "'＠A1", "''=1", "'''-2",
        "''abc", "'-",
    }  # fmt: skip


def test_masked_list_says_so_and_shows_no_number(awkward: list[Member], secretary_one: User) -> None:
    file = export(secretary_one, full=False, file_format="csv")
    text = file.content.decode()
    assert "号码已隐去" in file.name
    for member in awkward:
        assert member.national_id not in text
        assert member.phone not in text
    assert "430699********" in text
    assert "云溪路1号，2单元" not in text


def test_masked_list_is_refused_by_the_importer(awkward: list[Member], tmp_path: Path) -> None:
    path = tmp_path / "masked.xlsx"
    path.write_bytes(export(COMMAND_LINE, full=False).content)
    ran = importsheet("members", path, "--json")
    assert ran.code == 1
    assert ran.json["counts"]["refuse"] == len(AWKWARD)
    assert ran.codes()[2][:2] == ["masked", "masked"]


def test_secretary_exports_the_own_branch_only(
    awkward: list[Member], branch_two: Branch, secretary_one: User, secretary_two: User
) -> None:
    register_member(
        by=COMMAND_LINE,
        branch=branch_two,
        started_on=date(2024, 1, 1),
        values={"name": "孙丽华", "national_id": national_id(500), "phone": "13900000500"},
    )
    assert export(secretary_one).count == len(AWKWARD)
    mine = export(secretary_two, file_format="csv")
    assert mine.count == 1
    assert "孙丽华" in mine.content.decode()
    assert "买买提" not in mine.content.decode()


def test_a_branch_out_of_reach_is_refused_in_words(
    awkward: list[Member], branch_two: Branch, secretary_one: User, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"

    def run(code: str) -> None:
        arguments = ("--branch", code, "--as", secretary_one.username, "--out", str(path))
        call_command("exportsheet", "members", *arguments, stdout=io.StringIO())

    with pytest.raises(CommandError, match=r"^“周明远”没有导出“流动党员第二支部”的权限。$") as refused:
        run(branch_two.code)
    assert (refused.value.returncode, path.exists()) == (2, False)
    run("b1")
    assert first_sheet(path.read_bytes()).max_row == 1 + len(AWKWARD)


def test_export_leaves_an_entry_with_count_and_no_number(awkward: list[Member], secretary_one: User) -> None:
    export(secretary_one)
    entry = AuditEntry.objects.get(verb=Verb.EXPORT)
    assert (entry.actor_name, entry.detail) == ("周明远", f"{len(AWKWARD)} 名党员，完整号码，xlsx")
    assert entry.committee_key == secretary_one.committee_id


def test_people_without_the_right_export_nothing(
    awkward: list[Member], auditor: User, outsider: User
) -> None:
    for person in (auditor, outsider):
        with pytest.raises(PermissionDenied):
            export(person)
    assert AuditEntry.objects.filter(verb=Verb.EXPORT).count() == 0


def test_export_costs_the_same_queries_for_one_and_for_many(awkward: list[Member]) -> None:
    counts = []
    for rows in (Member.objects.filter(pk=awkward[0].pk), Member.objects.all()):
        with CaptureQueriesContext(connection) as queries:
            export_members(by=COMMAND_LINE, rows=rows, full=True, file_format="csv")
        counts.append(len(queries))
        # Their order, then a part of them.
        assert sum("members_member" in query["sql"] for query in queries) == 2
    assert counts[0] == counts[1]
