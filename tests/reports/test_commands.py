"""The commands: ``figures``, ``exportreport``, ``figuredocs``."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch

pytestmark = pytest.mark.usefixtures("register")


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as raised:
        said(*arguments)
    assert raised.value.returncode == 2
    return str(raised.value)


def figures(*arguments: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(said("figures", "--month", "2024-03", "--json", *arguments))
    return values


def test_figures_prints_keys_and_values() -> None:
    values = figures()
    assert values["members.managed"] == 6
    assert values["members.two_new_share"] == 33.3
    assert values["members.by_age:to35"] == 1
    assert list(values)[:2] == ["branches.branches", "branches.enterprises"]


def test_figures_of_a_month_to_come_are_refused() -> None:
    assert refused("figures", "--month", "2024-05") == "2024年5月还没有到，没有统计数字。"
    assert figures()["members.managed"] == 6
    assert '"members.managed"' in said("figures", "--month", "2024-04", "--json")


def test_figures_for_a_branch_and_for_a_person(secretary_one: User) -> None:
    assert figures("--branch", "b2")["members.managed"] == 3
    assert figures("--branch", "b2")["branches.coverage"] is None
    assert figures("--as", secretary_one.username)["members.managed"] == 3


def test_figures_in_words() -> None:
    lines = said("figures", "--month", "2024-03").splitlines()
    assert lines[0] == "2024年3月　全部"
    assert "members.two_new_share　“两企三新”占比　33.3 %（2/6 人）" in lines
    assert "branches.coverage　非公企业覆盖率　50.0 %（1/2 家）" in lines


@pytest.mark.parametrize("command", ["figures", "exportreport"])
def test_what_is_unknown_ends_with_a_sentence_and_code_2(
    command: str, secretary_one: User, tmp_path: Path
) -> None:
    more = ("--out", str(tmp_path / "a.xlsx")) if command == "exportreport" else ()
    assert refused(command, "--month", "2024-13", *more) == (
        "“2024-13”不是月份，请写成 2024-12 这样的四位年份和两位月份。"
    )
    assert refused(command, "--month", "2024-03", "--branch", "b9", *more) == (
        "找不到代码为“b9”的党支部，或者有多个党支部使用它。可用的代码：b1、b2、b3、b4、b5、b6。"
    )
    assert refused(command, "--month", "2024-03", "--as", "nobody", *more) == (
        "没有登录名为“nobody”的启用账号。"
    )


def test_a_secretary_cannot_name_a_foreign_branch(secretary_one: User) -> None:
    assert "可用的代码：b1。" in refused(
        "figures", "--month", "2024-03", "--branch", "b2", "--as", secretary_one.username
    )


def test_two_branches_of_one_code_are_not_guessed_between(other_branch: Branch) -> None:
    assert "多个党支部" in refused("figures", "--month", "2024-03", "--branch", other_branch.code)


def test_exportreport_writes_and_records(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    assert said("exportreport", "--month", "2024-03", "--out", str(path)) == f"2024年3月月报表已写入 {path}\n"
    total = load_workbook(path)["3构成"]
    assert (total["A8"].value, total["D8"].value) == ("管理流动党员", 6)
    entry = AuditEntry.objects.latest("number")
    assert (entry.actor_name, entry.verb, entry.object_words, entry.detail) == (
        "命令行",
        "export",
        "流动党员工作月报表（2024年3月）",
        "填报单位：港区流动党员党委；Excel 表格；未结账，数字可能变化",
    )


def test_exportreport_refuses_in_words(secretary_one: User, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "a.xlsx"))
    assert refused("exportreport", "--month", "2024-05", *out) == "2024年5月还没有到，不能导出月报表。"
    assert refused("exportreport", "--month", "2024-03", "--as", secretary_one.username, *out) == (
        "这个账号没有导出月度报表的权限。"
    )
    nowhere = str(tmp_path / "没有" / "a.xlsx")
    assert refused("exportreport", "--month", "2024-03", "--out", nowhere) == (
        f"不能写入文件“{nowhere}”：请检查文件夹是否存在、是否可写。"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_page_of_figures_is_current() -> None:
    call_command("figuredocs", check=True)
