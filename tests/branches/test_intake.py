"""Importing enterprises: who is who, what is refused, what is stored, and what an undo takes back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.actions import change_enterprise
from branches.credit_codes import check_character
from branches.models import Branch, Committee, Enterprise
from members.models import Member
from spreadsheets.actions import undo_batch
from spreadsheets.models import ImportBatch, ImportRow
from tests.importing import Ran, importsheet, xlsx

HEADER = ["企业名称", "统一社会信用代码", "企业性质", "行业", "联系支部", "职工人数", "入园日期", "离园日期"]


def code(number: int) -> str:
    body = f"91430600MA{number:07d}"
    return body + check_character(body)


def run(rows: list[list[Any]], folder: Path, *options: str, header: list[str] | None = None) -> Ran:
    path = folder / "list.xlsx"
    path.write_bytes(xlsx([header or HEADER, *rows]))
    return importsheet("enterprises", path, "--json", *options)


@pytest.fixture
def mill(committee: Committee, branch_one: Branch) -> Enterprise:
    return Enterprise.objects.create(
        committee=committee,
        name="湖风纺织（岳阳）有限公司",
        credit_code=code(1),
        ownership="non_public",
        covered_by=branch_one,
    )


def test_new_enterprises_are_stored_with_cleaned_values(branches: list[Branch], tmp_path: Path) -> None:
    ran = run(
        [
            ["港城物流 有限公司", code(2).lower(), "民营", "物流", "第2党支部", "1,200人", "2019.7", ""],
            ["湖港社工服务中心", "", "民办非企业单位", "", "无", "—", date(2020, 5, 1), None],
        ],
        tmp_path,
    )
    assert (ran.code, ran.codes()) == (0, {})
    one, two = Enterprise.objects.order_by("pk")
    assert (one.name, one.credit_code, one.ownership, one.industry) == (
        "港城物流 有限公司",
        code(2),
        "non_public",
        "G",
    )
    assert (one.covered_by, one.employee_count, one.arrived_on) == (branches[1], 1200, date(2019, 7, 1))
    assert (two.ownership, two.covered_by, two.employee_count) == ("new_social", None, None)
    assert ran.json["rows"][0]["values"] == {
        "name": "港城物流 有限公司", "credit_code": code(2), "ownership": "非公有制企业",
        "industry": "交通运输、仓储和邮政业", "covered_by": "流动党员第二支部", "employee_count": "1200",
        "arrived_on": "2019-07-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("混合所有制", "混合所有制企业"), ("私营企业", "非公有制企业"), ("外资", "非公有制企业"),
        ("个体工商户", "非公有制企业"), ("国企", "国有企业"), ("事业单位", "机关事业单位"), ("01_国有独资", "国有企业"),
    ],
)  # fmt: skip
def test_ownership_is_understood(word: str, label: str, branches: list[Branch], tmp_path: Path) -> None:
    ran = run([["甲公司", code(3), word]], tmp_path, "--dry-run", header=HEADER[:3])
    assert ran.json["rows"][0]["values"]["ownership"] == label


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["甲公司", code(3)[:17], "民营"], ("B2", "credit_code", "credit_code")),
        (["甲公司", "I" * 18, "民营"], ("B2", "credit_code", "credit_code")),
        (
            ["甲公司", code(3)[:17] + ("1" if code(3)[17] != "1" else "2"), "民营"],
            ("B2", "credit_code", "credit_code"),
        ),
        (["甲公司", 914306001234567890, "民营"], ("B2", "credit_code", "code_as_number")),
        (["甲公司", code(3), "集体"], ("C2", "ownership", "unknown_choice")),
        (["甲公司", code(3), ""], ("C2", "ownership", "ownership_missing")),
        (["", code(3), "民营"], ("A2", "name", "name_missing")),
        (["甲公司", code(3), "民营", "造梦"], ("D2", "industry", "unknown_choice")),
        (["甲公司", code(3), "民营", "", "第九支部"], ("E2", "covered_by", "branch_unknown")),
        (["甲公司", code(3), "民营", "", "", "很多"], ("F2", "employee_count", "number_shape")),
        (["甲公司", code(3), "民营", "", "", "", "2020-02-30"], ("G2", "arrived_on", "date_impossible")),
        (["甲公司", code(3), "民营", "", "", "", "2030-01-01"], ("G2", "arrived_on", "date_future")),
        (
            ["甲公司", code(3), "民营", "", "", "", "2020-02-01", "2019-01-01"],
            ("H2", "left_on", "left_before_arrived"),
        ),
    ],
)
def test_faults_are_told_in_their_cell(
    row: list[Any], problem: tuple[str, str, str], branches: list[Branch], tmp_path: Path
) -> None:
    ran = run([row], tmp_path)
    assert (ran.code, Enterprise.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["field"], told["code"]) == problem
    assert told["message"].endswith(("。", "？"))


def test_duplicates_in_the_file(branches: list[Branch], tmp_path: Path) -> None:
    ran = run(
        [
            ["甲公司", code(3), "民营"], ["甲公司", code(3), "民营"],
            ["乙公司", code(4), "民营"], ["丙公司", code(4), "民营"],
            ["丁 公司", code(5), "民营"], ["丁公司", code(6), "民营"],
        ],
        tmp_path,
    )  # fmt: skip
    assert ran.codes() == {
        3: ["row_repeated"], 4: ["rows_conflict"], 5: ["rows_conflict"], 6: ["rows_conflict"], 7: ["rows_conflict"],
    }  # fmt: skip


def test_the_code_tells_who_it_is_though_the_name_is_new(mill: Enterprise, tmp_path: Path) -> None:
    ran = run([["湖风纺织集团", code(1), "民营", "", "第二支部", "88"]], tmp_path)
    assert ran.json["rows"][0]["changes"] == {
        "name": ["湖风纺织（岳阳）有限公司", "湖风纺织集团"],
        "covered_by": ["流动党员第一支部", "流动党员第二支部"],
        "employee_count": ["", "88"],
    }
    mill.refresh_from_db()
    assert (mill.name, mill.employee_count, mill.revision) == ("湖风纺织集团", 88, 1)


def test_the_name_tells_who_it_is_where_there_is_no_code(mill: Enterprise, tmp_path: Path) -> None:
    ran = run([["湖风纺织(岳阳)有限公司", "", "非公", "制造业"]], tmp_path)
    assert ran.json["rows"][0]["changes"] == {"industry": ["", "制造业"]}
    assert Enterprise.objects.get().name == "湖风纺织（岳阳）有限公司"


def test_an_empty_cell_never_wipes(mill: Enterprise, tmp_path: Path) -> None:
    ran = run([["湖风纺织（岳阳）有限公司", "", "", "", "", "", "", ""]], tmp_path)
    assert (ran.code, ran.json["counts"]["unchanged"]) == (0, 1)
    mill.refresh_from_db()
    assert (mill.credit_code, mill.ownership, mill.revision) == (code(1), "non_public", 0)


def test_another_code_or_a_taken_name_is_asked_about(
    mill: Enterprise, committee: Committee, tmp_path: Path
) -> None:
    Enterprise.objects.create(committee=committee, name="乙公司", credit_code=code(2), ownership="mixed")
    ran = run(
        [["湖风纺织（岳阳）有限公司", code(7), "民营"], ["湖风纺织（岳阳）有限公司 ", code(2), "民营"]],
        tmp_path,
    )
    assert ran.codes() == {2: ["rows_conflict"], 3: ["rows_conflict"]}
    assert run([["湖风纺织（岳阳）有限公司", code(7), "民营"]], tmp_path).codes() == {
        2: ["credit_code_differs"]
    }
    assert run([["湖风纺织（岳阳）有限公司", code(2), "民营"]], tmp_path).codes() == {2: ["name_taken"]}


def test_dates_are_judged_together_with_those_of_the_register(mill: Enterprise, tmp_path: Path) -> None:
    Enterprise.objects.update(arrived_on=date(2020, 1, 1))
    ran = run([["湖风纺织（岳阳）有限公司", "2019-01-01"]], tmp_path, header=["名称", "离园日期"])
    assert ran.codes() == {2: ["left_before_arrived"]}


def test_a_branch_of_the_command_covers_rows_without_one(branches: list[Branch], tmp_path: Path) -> None:
    run(
        [["甲公司", code(3), "民营", "", "", ""], ["乙公司", code(4), "民营", "", "第一支部", ""]],
        tmp_path,
        "--branch",
        "b2",
    )
    assert list(Enterprise.objects.order_by("pk").values_list("covered_by__code", flat=True)) == ["b2", "b1"]


def test_secretaries_may_not_and_staff_may(
    branches: list[Branch], secretary_one: User, staff: User, other_staff: User, tmp_path: Path
) -> None:
    rows = [["甲公司", code(3), "民营"]]
    assert run(rows, tmp_path, "--as", "shuji1").code == 2
    assert Enterprise.objects.count() == 0
    assert run(rows, tmp_path, "--as", "dangwei").code == 0
    assert Enterprise.objects.get().committee == staff.committee


def test_another_committees_enterprise_is_no_concern(
    branches: list[Branch], staff: User, other_committee: Committee, tmp_path: Path
) -> None:
    Enterprise.objects.create(
        committee=other_committee, name="甲公司", credit_code=code(3), ownership="mixed"
    )
    assert run([["甲公司", code(3), "民营"]], tmp_path, "--as", "dangwei").json["counts"]["create"] == 1


def test_undo_removes_what_it_created_and_restores_what_it_changed(
    mill: Enterprise, committee: Committee, tmp_path: Path
) -> None:
    run(
        [
            ["甲公司", code(3), "民营"],
            ["湖风纺织集团", code(1), "国企", "制造业", "第三支部", "5", "2019-01-01"],
        ],
        tmp_path,
    )
    undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.get())
    after = Enterprise.objects.get()
    assert (after.name, after.ownership, after.industry) == ("湖风纺织（岳阳）有限公司", "non_public", "")
    assert (after.covered_by, after.employee_count, after.arrived_on) == (mill.covered_by, None, None)
    assert set(ImportRow.objects.values_list("undone", flat=True)) == {True}


def test_undone_enterprises_count_in_no_figure(branches: list[Branch], tmp_path: Path) -> None:
    run([["甲公司", code(3), "民营", "", "第一支部"]], tmp_path)
    undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.get())
    assert Enterprise.objects.on(date(2024, 12, 31)).count() == 0


def test_undo_keeps_what_was_edited_or_is_in_use(
    branch_one: Branch, committee: Committee, tmp_path: Path
) -> None:
    run([["甲公司", code(3), "民营"], ["乙公司", code(4), "民营"], ["丙公司", code(5), "民营"]], tmp_path)
    edited, used, _ = Enterprise.objects.order_by("pk")
    change_enterprise(by=COMMAND_LINE, enterprise=edited, values={"employee_count": 7})
    Member.objects.create(committee=committee, branch=branch_one, name="钱卫东", enterprise=used)
    undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.get())
    assert list(Enterprise.objects.order_by("pk").values_list("name", flat=True)) == ["甲公司", "乙公司"]
    assert list(ImportRow.objects.order_by("number").values_list("undone", "kept_because")) == [
        (False, "导入之后又修改过，保留现在的内容"), (False, "已有党员或党支部登记在这家企业，保留"), (True, ""),
    ]  # fmt: skip


def test_the_same_list_again_changes_nothing(branches: list[Branch], tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["甲公司", code(3), "民营", "制造业", "第一支部", 30, "2019-07-01", ""],
        ["乙公司", "", "国企"],
    ]
    run(rows, tmp_path)
    ran = run(rows, tmp_path)
    assert ran.json["counts"] == {"create": 0, "update": 0, "unchanged": 2, "refuse": 0, "skip": 0}


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_an_exported_list_comes_back_unchanged(file_format: str, mill: Enterprise, tmp_path: Path) -> None:
    Enterprise.objects.create(
        committee=mill.committee, name="=港城", ownership="state", industry="G", employee_count=0,
        arrived_on=date(2019, 7, 1), left_on=date(2020, 1, 1),
    )  # fmt: skip
    path = tmp_path / f"list.{file_format}"
    call_command("exportsheet", "enterprises", "--out", str(path), stdout=io.StringIO())
    assert importsheet("enterprises", path, "--json").json["counts"]["unchanged"] == 2
    assert AuditEntry.objects.get(verb="export").detail == f"2 家企业，{file_format}"


def test_the_form_counts_as_an_edit(mill: Enterprise) -> None:
    change_enterprise(by=COMMAND_LINE, enterprise=mill, values={"employee_count": 7})
    change_enterprise(by=COMMAND_LINE, enterprise=mill, values={"employee_count": 7})
    mill.refresh_from_db()
    assert mill.revision == 1
