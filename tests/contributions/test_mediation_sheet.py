"""The book of mediations: who mediated is somebody of the register, who quarrelled is told apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from branches.models import Branch
from contributions.models import Mediation
from members.models import Enrolment, Member
from spreadsheets.models import ImportBatch
from tests.spreadsheets.records import Sheets

HEADER = ["序号", "受理时间", "纠纷类型", "双方当事人", "调解员", "支部", "简要情况", "调解结果", "办结时间"]


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("mediations", tmp_path)


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "序号": 1, "受理时间": "2024-03-05", "纠纷类型": "欠薪", "双方当事人": "甲公司与王某", "支部": "第一支部",
        "简要情况": "加班工资", "调解结果": "达成协议", "办结时间": "2024-03-08",
    }  # fmt: skip
    return [{**usual, **values}.get(name) for name in HEADER]


def member(branch: Branch, name: str = "曾小红") -> Member:
    made = Member.objects.create(committee=branch.committee, branch=branch, name=name)
    Enrolment.objects.create(member=made, branch=branch, started_on=date(2020, 1, 1))
    return made


def test_mediations_are_stored_and_recognised(sheets: Sheets, branch_one: Branch) -> None:
    known = member(branch_one)
    rows = [row(调解员="曾 小红"), row(双方当事人="李某与赵某", 调解结果="", 办结时间="")]
    assert sheets.run(HEADER, *rows).code == 0
    one, two = Mediation.objects.order_by("pk")
    assert (one.mediator, one.kind, one.result, one.settled_on) == (
        known, "wages", "settled", date(2024, 3, 8),
    )  # fmt: skip
    assert (one.parties, one.summary, two.result) == ("甲公司与王某", "加班工资", "pending")
    assert sheets.run(HEADER, *rows).json["counts"]["unchanged"] == 2
    ran = sheets.run(HEADER, row(双方当事人="李某与赵某", 调解结果="失败", 办结时间=""))
    assert ran.json["rows"][0]["changes"] == {"result": ["调解中", "未达成一致"]}


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"受理时间": "2099-01-01", "调解结果": "", "办结时间": ""}, ("B2", "rule")),
        ({"纠纷类型": ""}, ("C2", "kind_missing")),
        ({"调解员": "没有此人"}, ("E2", "member_unknown")),
        ({"双方当事人": "", "简要情况": ""}, ("D2", "words_missing")),
        ({"办结时间": ""}, ("I2", "rule")),
        ({"办结时间": "2024-03-01"}, ("I2", "rule")),
        ({"调解结果": "失败"}, ("I2", "rule")),
    ],
)
def test_faults(values: dict[str, Any], problem: tuple[str, str], sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, Mediation.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_namesakes_are_asked_about_and_told_apart_by_their_branch(
    sheets: Sheets, branch_one: Branch, branch_two: Branch
) -> None:
    first, _second = member(branch_one), member(branch_two)
    ran = sheets.run(HEADER, row(调解员="曾小红"))
    assert ran.codes() == {2: ["which_person"]}
    assert sheets.run(HEADER, row(调解员="曾小红（第一支部）")).code == 0
    assert Mediation.objects.get().mediator == first
    # Who stands in the record already is not asked about again.
    assert sheets.run(HEADER, row(调解员="曾小红")).json["counts"]["unchanged"] == 1
    assert sheets.again() == {"unchanged": 1}


def test_mediations_without_parties_come_back_unchanged(sheets: Sheets, branch_one: Branch) -> None:
    common = {"committee": branch_one.committee, "on": date(2024, 3, 5), "kind": "wages"}
    for _ in range(2):
        Mediation.objects.create(**common)
    Mediation.objects.create(**common, summary="只有情况", branch=branch_one)
    assert sheets.again() == {"unchanged": 3}


def test_nothing_of_a_quarrel_stands_in_the_log_of_the_import(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    sheets.run(HEADER, row(简要情况="改了"))
    stored = ImportBatch.objects.order_by("pk").last()
    assert stored is not None
    assert stored.rows.get().after == {"summary": ["改了", "改了"]}  # sealed in the database


def test_a_mediator_of_another_branch_comes_back_unchanged(
    sheets: Sheets, branch_one: Branch, branch_two: Branch, secretary_one: User
) -> None:
    Mediation.objects.create(
        committee=branch_one.committee, branch=branch_one, on=date(2024, 3, 5), kind="wages", parties="甲与乙",
        mediator=member(branch_two),
    )  # fmt: skip
    assert sheets.again("--as", "shuji1") == {"unchanged": 1}
