"""The book of tickets: states with their entries and days, people of the register, what only the committee may say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.models import Enrolment, Member
from services.actions import note_on_ticket, work_on_ticket
from services.models import Ticket
from tests.spreadsheets.records import Sheets

HEADER = [
    "序号", "来电时间", "诉求类别", "来电人", "来电号码", "诉求内容", "承办支部", "办理状态", "办结时间",
    "处理结果", "满意度",
]  # fmt: skip


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("tickets", tmp_path)


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "序号": 1, "来电时间": "2025-01-06", "诉求类别": "子女教育", "来电人": "曾小红", "来电号码": "138 0000 1111",
        "诉求内容": "孩子上小学要办哪些手续", "承办支部": "第一支部",
    }  # fmt: skip
    return [{**usual, **values}.get(name) for name in HEADER]


SOLVED = {"办理状态": "已办结", "办结时间": "2025-01-10"}


def entries(ticket: Ticket) -> list[tuple[str, str]]:
    return [(e.step, e.words) for e in ticket.entries.order_by("pk")]


def test_tickets_get_number_due_day_and_entries(sheets: Sheets, branch_one: Branch) -> None:
    ran = sheets.run(
        HEADER,
        row(),
        row(诉求内容="已经在办", 办理状态="办理中"),
        row(诉求内容="办好了", **SOLVED),
        row(诉求内容="评价过", **SOLVED, 满意度="非常满意", 处理结果="已联系学校"),
    )
    assert (ran.code, ran.codes()) == (0, {})
    new, worked, solved, rated = Ticket.objects.order_by("pk")
    assert [t.number for t in (new, worked, solved)] == ["FW-2025-0001", "FW-2025-0002", "FW-2025-0003"]
    assert (new.kind, new.source, new.state, new.due_on, new.branch) == (
        "school", "hotline", "handed_in", None, branch_one,
    )  # fmt: skip
    # Fifteen working days from Monday 6 January.
    assert (worked.state, worked.due_on) == ("in_work", date(2025, 1, 27))
    assert (solved.state, solved.solved_on, solved.reply) == ("solved", date(2025, 1, 10), "已解决。")
    assert (rated.state, rated.rating, rated.reply) == ("rated", 5, "已联系学校")
    assert rated.rated_at is not None
    assert entries(new) == [("hand_in", "表格导入")]
    assert entries(rated) == [
        ("hand_in", "表格导入"), ("accept", "表格导入"), ("solve", "表格导入"), ("rate", "5 分，非常满意"),
    ]  # fmt: skip
    assert rated.entries.get(step="solve").note == "已联系学校"


def test_a_book_that_was_carried_on_moves_tickets_on(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    ran = sheets.run(HEADER, row(**SOLVED))
    assert ran.json["rows"][0]["changes"]["state"] == ["待受理", "已解决"]
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.due_on) == ("solved", date(2025, 1, 27))
    assert [step for step, _ in entries(ticket)] == ["hand_in", "accept", "solve"]
    assert sheets.undo() == []
    ticket.refresh_from_db()
    assert (ticket.state, ticket.solved_on, ticket.due_on, ticket.reply) == ("handed_in", None, None, "")
    assert entries(ticket)[-1] == ("note", "撤销了表格导入")


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"诉求类别": ""}, ("C2", "kind_missing")),
        ({"来电号码": "123"}, ("E2", "rule")),
        ({"诉求内容": ""}, ("F2", "description_missing")),
        ({"来电时间": "2099-01-01"}, ("B2", "rule")),
        ({"办理状态": "已解决"}, ("I2", "solved_on_missing")),
        ({"办理状态": "已解决", "办结时间": "2025-01-01"}, ("I2", "rule")),
        ({"办理状态": "退回"}, ("J2", "reply_missing")),
        ({"办理状态": "已评价", "办结时间": "2025-01-10"}, ("K2", "rating_missing")),
        ({"满意度": "六分"}, ("K2", "unknown_choice")),
        ({"满意度": "5"}, ("K2", "too_early")),
    ],
)
def test_faults(values: dict[str, Any], problem: tuple[str, str], sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, Ticket.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_a_ticket_does_not_go_back_by_a_sheet(sheets: Sheets) -> None:
    sheets.run(HEADER, row(**SOLVED))
    assert sheets.run(HEADER, row(办理状态="办理中")).codes() == {2: ["rule", "state"]}
    sheets.run(HEADER, row(办理状态="归档"))
    assert sheets.run(HEADER, row(处理结果="改写")).codes() == {2: ["archived"]}


def test_the_committee_says_who_deals_with_it_and_how_content_people_are(
    sheets: Sheets, secretary_one: User
) -> None:
    ran = sheets.run(HEADER, row(**SOLVED, 满意度="5"), options=["--as", "shuji1"])
    assert ran.codes() == {2: ["not_yours"]}
    assert sheets.run(HEADER, row(**SOLVED), options=["--as", "shuji1"]).code == 0
    header = ["编号", "登记日期", "类别", "诉求", "支部"]
    moved = ["FW-2025-0001", "2025-01-06", "子女入学", "孩子上小学要办哪些手续", "第二支部"]
    assert sheets.run(header, moved).codes() == {2: ["fixed"]}


def test_members_are_recognised_and_stay(sheets: Sheets, branch_one: Branch) -> None:
    member = Member.objects.create(
        committee=branch_one.committee, branch=branch_one, name="曾小红", phone="13800001111"
    )
    Enrolment.objects.create(member=member, branch=branch_one, started_on=date(2020, 1, 1))
    sheets.run(HEADER, row(), row(诉求内容="别人的号码", 来电号码="13900001111"))
    assert [t.member for t in Ticket.objects.order_by("pk")] == [member, None]
    assert sheets.run(HEADER, row()).json["counts"]["unchanged"] == 1
    header = ["编号", "登记日期", "类别", "诉求", "姓名"]
    other = ["FW-2025-0001", "2025-01-06", "子女入学", "孩子上小学要办哪些手续", "蒋大川"]
    assert sheets.run(header, other).codes() == {2: ["person"]}


def test_exported_tickets_come_back_unchanged(sheets: Sheets, branch_one: Branch) -> None:
    member = Member.objects.create(
        committee=branch_one.committee, branch=branch_one, name="曾小红", phone="13800001111"
    )
    Enrolment.objects.create(member=member, branch=branch_one, started_on=date(2020, 1, 1))
    sheets.run(
        HEADER,
        row(),
        row(诉求内容="无名的\n两行", 来电人="", 来电号码="", 承办支部="党委"),
        row(诉求内容="办好了", **SOLVED, 满意度="5"),
    )
    assert sheets.again() == {"unchanged": 3}
    assert sheets.again(suffix="csv") == {"unchanged": 3}
    assert Ticket.objects.filter(revision=1).count() == 3


def test_undo_keeps_what_somebody_has_worked_on(sheets: Sheets) -> None:
    sheets.run(HEADER, row(办理状态="受理"), row(诉求内容="没人动过"))
    ticket = Ticket.objects.order_by("pk")[0]
    work_on_ticket(by=COMMAND_LINE, ticket=ticket, note="打过电话")
    assert sheets.undo() == ["导入之后又修改过，保留现在的内容"]
    assert list(Ticket.objects.valid()) == [ticket]
    note_on_ticket(by=COMMAND_LINE, ticket=ticket, note="还在")
