"""A year's list of sessions: each row makes a session and its activity, and takes both back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accounts.system import COMMAND_LINE
from activities.actions import change_activity
from activities.models import Activity
from branches.models import Branch
from tests.spreadsheets.records import Sheets
from training.models import TrainingSession

HEADER = ["期数", "培训主题", "培训时间", "培训对象", "培训内容", "培训方式", "授课人", "课时", "地点", "主办支部",
"参训人数"]  # fmt: skip


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("sessions", tmp_path)


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "期数": 1, "培训主题": "惠企政策解读", "培训时间": "2024年3月5日", "培训对象": "高管", "培训内容": "政策宣讲",
        "培训方式": "线上+线下", "授课人": "周明远", "课时": "1.5", "地点": "会议室", "参训人数": 40,
    }  # fmt: skip
    return [{**usual, **values}.get(name) for name in HEADER]


def test_a_row_makes_a_session_and_its_activity(sheets: Sheets, branch_two: Branch) -> None:
    ran = sheets.run(HEADER, row(), row(培训主题="安全课", 培训内容="消防安全", 课时="", 主办支部="第二支部"))
    assert (ran.code, ran.codes()) == (0, {})
    one, two = TrainingSession.objects.order_by("pk")
    assert (one.audience, one.topic, one.mode, one.hours) == ("managers", "policy", "both", Decimal("1.5"))
    assert (one.activity.kind, one.activity.state, one.activity.held_on, one.activity.other_count) == (
        "training", "held", date(2024, 3, 5), 40,
    )  # fmt: skip
    assert (one.activity.branch, two.activity.branch, two.hours) == (None, branch_two, Decimal(2))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"培训主题": ""}, ("B2", "title_missing")),
        ({"培训对象": "路人"}, ("D2", "unknown_choice")),
        ({"培训对象": ""}, ("D2", "audience_missing")),
        ({"课时": "0.25"}, ("H2", "number_shape")),
        ({"课时": "0"}, ("H2", "rule")),
        ({"课时": "100"}, ("H2", "rule")),
        ({"主办支部": "第九支部"}, ("J2", "branch_unknown")),
    ],
)
def test_faults(values: dict[str, Any], problem: tuple[str, str], sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, TrainingSession.objects.count(), Activity.objects.count()) == (1, 0, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_both_halves_are_changed_and_put_back(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    ran = sheets.run(HEADER, row(地点="礼堂", 授课人="吴秋芳", 课时="3"))
    assert set(ran.json["rows"][0]["changes"]) == {"place", "lecturer", "hours"}
    session = TrainingSession.objects.select_related("activity").get()
    assert (session.activity.place, session.lecturer, session.hours) == ("礼堂", "吴秋芳", Decimal(3))
    assert sheets.undo() == []
    session = TrainingSession.objects.select_related("activity").get()
    assert (session.activity.place, session.lecturer, session.hours) == ("会议室", "周明远", Decimal("1.5"))


def test_undo_takes_both_halves_back_but_for_what_was_edited(sheets: Sheets) -> None:
    sheets.run(HEADER, row(), row(培训主题="改过的"))
    edited = Activity.objects.get(title="改过的")
    change_activity(by=COMMAND_LINE, activity=edited, values={"place": "别处"})
    assert sheets.undo() == ["导入之后又修改过，保留现在的内容"]
    assert [s.activity for s in TrainingSession.objects.valid()] == [edited]
    assert list(Activity.objects.valid()) == [edited]
    assert sheets.run(HEADER, row()).json["counts"]["create"] == 1


def test_exported_sessions_come_back_unchanged(sheets: Sheets) -> None:
    sheets.run(HEADER, row(), row(主办支部="第一支部", 课时="2.0"), row(培训时间="2099-01-01"))
    assert sheets.again() == {"unchanged": 3}
    assert sheets.again(suffix="csv") == {"unchanged": 3}
