"""Suggestions from a sheet: numbered, linked to members, decided only by those who may."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch, Committee
from contributions.actions import change_suggestion
from contributions.models import Suggestion
from members.models import Enrolment, Member
from tests.spreadsheets.records import Sheets

HEADER = ["序号", "建议内容", "提出人", "联系电话", "支部", "提出时间", "采纳情况", "答复时间", "答复内容"]


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("suggestions", tmp_path)


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "序号": 1,
        "建议内容": "在三号门加装充电桩",
        "提出人": "曾小红",
        "支部": "第一支部",
        "提出时间": "2024-03-05",
    }
    return [{**usual, **values}.get(name) for name in HEADER]


def member(branch: Branch, name: str = "曾小红", phone: str = "") -> Member:
    made = Member.objects.create(committee=branch.committee, branch=branch, name=name, phone=phone)
    Enrolment.objects.create(member=made, branch=branch, started_on=date(2020, 1, 1))
    return made


def test_ideas_are_numbered_in_the_order_of_the_sheet(sheets: Sheets) -> None:
    ran = sheets.run(
        HEADER, row(), row(建议内容="长" * 120, 提出时间="2023年12月1日"), row(建议内容="另一条")
    )
    assert (ran.code, ran.codes()) == (0, {})
    one, two, three = Suggestion.objects.order_by("pk")
    assert [s.number for s in (one, two, three)] == ["JY-2024-0001", "JY-2023-0001", "JY-2024-0002"]
    assert (one.title, one.content, one.source, one.state) == ("在三号门加装充电桩", "", "sheet", "handed_in")
    assert (two.title, two.content) == ("长" * 40 + "……", "长" * 120)
    assert (one.person_name, one.member, one.branch and one.branch.code) == ("曾小红", None, "b1")
    assert one.follow_code != two.follow_code
    sheets.run(HEADER, row(建议内容="第三条"))
    assert Suggestion.objects.latest("pk").number == "JY-2024-0003"


def test_somebody_of_the_register_is_recognised_where_that_is_sure(
    sheets: Sheets, branch_one: Branch, branch_two: Branch
) -> None:
    known = member(branch_one, phone="13800001111")
    member(branch_two)
    ran = sheets.run(
        HEADER,
        row(),
        row(建议内容="写了电话", 支部="", 联系电话="138 0000 1111"),
        row(建议内容="电话不同", 联系电话="13900001111"),
        row(建议内容="分不清", 支部=""),
    )
    linked = dict(Suggestion.objects.values_list("title", "member"))
    assert linked == {"在三号门加装充电桩": known.pk, "写了电话": None, "电话不同": None, "分不清": None}
    assert ran.json["rows"][0]["notices"] == ["认作第一支部的流动党员"]
    assert Suggestion.objects.get(title="在三号门加装充电桩").person_name == ""


def test_the_same_words_of_two_people_are_two_ideas(sheets: Sheets) -> None:
    rows = [row(), row(提出人="蒋大川")]
    assert sheets.run(HEADER, *rows).json["counts"]["create"] == 2
    assert sheets.run(HEADER, *rows).json["counts"]["unchanged"] == 2


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"建议内容": ""}, ("2", "title_missing")),
        ({"提出时间": ""}, ("F2", "handed_in_on_missing")),
        ({"提出时间": "2099-01-01"}, ("F2", "rule")),
        ({"联系电话": "12"}, ("D2", "rule")),
        ({"采纳情况": "采纳"}, ("H2", "decided_on_missing")),
        ({"采纳情况": "采纳", "答复时间": "2024-03-01"}, ("H2", "rule")),
        ({"采纳情况": "不采纳", "答复时间": "2024-03-10"}, ("I2", "reply_missing")),
        ({"采纳情况": "也许"}, ("G2", "unknown_choice")),
    ],
)
def test_faults(values: dict[str, Any], problem: tuple[str, str], sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, Suggestion.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_decisions_are_for_those_who_may_decide(sheets: Sheets, secretary_one: User, staff: User) -> None:
    decided = row(采纳情况="采纳", 答复时间="2024-03-10")
    ran = sheets.run(HEADER, decided, options=["--as", "shuji1"])
    assert [(p["cell"], p["code"]) for p in ran.json["rows"][0]["problems"]] == [
        ("H2", "not_yours"), ("G2", "not_yours"),
    ]  # fmt: skip
    assert sheets.run(HEADER, row(采纳情况="研究中"), options=["--as", "shuji1"]).code == 0
    assert sheets.run(HEADER, decided, options=["--as", "dangwei"]).code == 0
    stored = Suggestion.objects.get()
    assert (stored.state, stored.decided_on, stored.reply) == ("adopted", date(2024, 3, 10), "已采纳。")


def test_a_secretarys_rows_are_those_of_the_branch(sheets: Sheets, secretary_one: User) -> None:
    ran = sheets.run(
        HEADER,
        row(支部=""),
        row(支部="第二支部"),
        row(支部="党委"),
        options=["--as", "shuji1", "--valid-only"],
    )
    assert ran.codes() == {3: ["branch_foreign"], 4: ["branch_foreign"]}
    assert Suggestion.objects.get().branch == secretary_one.own_branch


def test_what_came_by_the_page_keeps_its_words(sheets: Sheets, committee: Committee) -> None:
    Suggestion.objects.create(
        committee=committee, number="JY-2024-0001", title="网上的", content="原话", source="online",
        is_sent_in=True, handed_in_on=date(2024, 3, 1),
    )  # fmt: skip
    ran = sheets.run(
        ["编号", "标题", "内容", "提交日期"], ["JY-2024-0001", "改了标题", "改了原话", "2024-03-01"]
    )
    assert ran.codes() == {2: ["sent_in"]}


def test_numbers_of_the_office_are_left_aside_and_ours_recognise(sheets: Sheets, staff: User) -> None:
    header = ["编号", "标题", "提交日期", "提出人"]
    ran = sheets.run(header, ["007", "在三号门加装充电桩", "2024-03-05", "甲"])
    assert ran.json["rows"][0]["notices"] == ["编号“007”不是本系统的，导入时另编"]
    again = sheets.run(header, ["jy-2024-0001", "改了标题", "2024-03-05", "甲"])
    assert again.json["rows"][0]["changes"] == {"title": ["在三号门加装充电桩", "改了标题"]}
    ran = sheets.run(header, ["JY-2024-0099", "别处带来的", "2024-03-05", "甲"], options=["--as", "dangwei"])
    assert Suggestion.objects.get(title="别处带来的").number == "JY-2024-0099"
    ran = sheets.run(header, ["JY-2024-0100", "别处", "2024-03-05", "甲"], options=["--branch", "b1"])
    assert ran.codes() == {2: ["number_unknown"]}


def test_exported_ideas_come_back_unchanged(sheets: Sheets, branch_one: Branch) -> None:
    member(branch_one, phone="13800001111")
    sheets.run(
        HEADER,
        row(),
        row(建议内容="外人的", 提出人="外人", 联系电话="0730-8888888", 支部=""),
        row(建议内容="采纳的\n第二行", 采纳情况="采纳", 答复时间="2024-04-01"),
    )
    assert sheets.again() == {"unchanged": 3}
    assert sheets.again(suffix="csv") == {"unchanged": 3}


def test_undo(sheets: Sheets) -> None:
    sheets.run(HEADER, row(), row(建议内容="改过的"))
    change_suggestion(
        by=COMMAND_LINE, suggestion=Suggestion.objects.get(title="改过的"), values={"title": "改了"}
    )
    assert sheets.undo() == ["导入之后又修改过，保留现在的内容"]
    assert [s.title for s in Suggestion.objects.valid()] == ["改了"]
    sheets.run(HEADER, row())
    assert Suggestion.objects.valid().get(title="在三号门加装充电桩").number == "JY-2024-0003"
