"""The list of activities: what kind and state follow from, what is refused, what comes back unchanged."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from activities.models import Activity, Festival
from branches.models import Branch, Committee
from stations.models import Station
from tests.spreadsheets.records import Sheets

HEADER = ["序号", "活动主题", "活动时间", "开始时间", "结束时间", "活动类型", "地点", "主办支部", "驿站", "届次",
"参加人数", "开展情况", "备注"]  # fmt: skip


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("activities", tmp_path)


@pytest.fixture
def station(committee: Committee) -> Station:
    return Station.objects.create(
        committee=committee, kind="station", name="港兴暖流驿站", opened_on=date(2023, 1, 1)
    )


@pytest.fixture
def festival(committee: Committee) -> Festival:
    return Festival.objects.create(
        committee=committee, name="第四届企业文化节", year=2024, started_on=date(2024, 9, 1)
    )


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "序号": 1, "活动主题": "三月志愿服务日", "活动时间": "2024-03-05", "活动类型": "志愿", "主办支部": "第一支部",
    }  # fmt: skip
    return [{**usual, **values}.get(name) for name in HEADER]


def test_activities_are_stored_with_what_follows(
    sheets: Sheets, station: Station, festival: Festival
) -> None:
    ran = sheets.run(
        HEADER,
        row(开始时间="下午2点半", 结束时间=time(16), 参加人数="35人"),
        row(活动主题="读书会", 活动类型="", 驿站="港兴暖流驿站"),
        row(活动主题="歌咏赛", 活动类型="", 届次="2024年", 主办支部="党委"),
        row(活动主题="明年的", 活动时间="2099-01-01"),
    )
    assert (ran.code, ran.codes()) == (0, {})
    one, two, three, four = Activity.objects.order_by("pk")
    assert (one.kind, one.state, one.begins, one.ends, one.other_count) == (
        "volunteer", "held", time(14, 30), time(16), 35,
    )  # fmt: skip
    assert (two.kind, two.station, three.kind, three.festival, three.branch) == (
        "station", station, "festival", festival, None,
    )  # fmt: skip
    assert four.state == "planned"
    assert len({a.token for a in Activity.objects.all()}) == 4


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"活动主题": ""}, ("B2", "title_missing")),
        ({"活动时间": ""}, ("C2", "held_on_missing")),
        ({"活动类型": ""}, ("F2", "kind_missing")),
        ({"活动类型": "培训"}, ("F2", "as_session")),
        ({"活动类型": "驿站活动"}, ("I2", "rule")),
        ({"活动类型": "文化节"}, ("J2", "rule")),
        ({"驿站": "没有的站"}, ("I2", "station_unknown")),
        ({"届次": "1999"}, ("J2", "festival_unknown")),
        ({"开始时间": "傍晚"}, ("D2", "time_shape")),
        ({"结束时间": "16:00"}, ("E2", "rule")),
        ({"开始时间": "16:00", "结束时间": "14:00"}, ("E2", "rule")),
        ({"活动时间": "2099-01-01", "开展情况": "已开展"}, ("C2", "rule")),
        ({"参加人数": "很多"}, ("K2", "number_shape")),
    ],
)
def test_faults(values: dict[str, Any], problem: tuple[str, str], sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, Activity.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_branches_hold_activities_of_one_name_on_one_day(sheets: Sheets) -> None:
    rows = [row(主办支部="第一支部"), row(主办支部="第二支部"), row(主办支部="党委")]
    assert sheets.run(HEADER, *rows).json["counts"]["create"] == 3
    assert sheets.run(HEADER, *rows).json["counts"]["unchanged"] == 3
    assert sheets.run(HEADER, row(主办支部="", 地点="广场")).codes() == {2: ["several"]}


def test_a_sheet_may_say_that_something_was_held_and_not_take_it_back(sheets: Sheets) -> None:
    sheets.run(HEADER, row(开展情况="筹备"))
    ran = sheets.run(HEADER, row(开展情况="已开展"))
    assert ran.json["rows"][0]["changes"] == {"state": ["筹备中", "已举办"]}
    assert sheets.run(HEADER, row(开展情况="取消")).codes() == {2: ["state"]}


def test_exported_activities_come_back_unchanged_for_staff_and_secretary(
    sheets: Sheets, station: Station, festival: Festival, secretary_one: User, staff: User
) -> None:
    sheets.run(
        HEADER,
        row(开始时间="9:00", 结束时间="10:00", 驿站=station.name, 参加人数=12, 备注="两行\n说明"),
        row(主办支部="党委", 届次="2024", 活动类型="文化节"),
        row(主办支部="第二支部"),
    )
    assert sheets.again("--as", "dangwei") == {"unchanged": 3}
    path = sheets.export("--as", "shuji1")
    assert Activity.objects.count() == 3
    from tests.importing import importsheet  # noqa: PLC0415

    ran = importsheet("activities", path, "--json", "--as", "shuji1", "--valid-only")
    assert {k: v for k, v in ran.json["counts"].items() if v} == {"unchanged": 1, "refuse": 1}
    assert [p["code"] for r in ran.json["rows"] for p in r["problems"]] == ["branch_foreign"]
