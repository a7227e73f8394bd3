"""The list of stations: what is read, what is refused, what is stored, taken back and given away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee, Enterprise
from stations.actions import change_station
from stations.models import Station
from tests.spreadsheets.records import Sheets

HEADER = ["序号", "驿站名称", "类型", "依托单位", "支部", "位置", "站长", "联系电话", "成立时间", "停用时间"]


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("stations", tmp_path)


@pytest.fixture
def firm(committee: Committee) -> Enterprise:
    return Enterprise.objects.create(committee=committee, name="湖风纺织（岳阳）有限公司", ownership="mixed")


def row(**values: Any) -> list[Any]:  # noqa: ANN401  cells
    usual = {
        "序号": 1, "驿站名称": "港兴暖流驿站", "类型": "驿站", "支部": "第1支部", "位置": "三号厂房", "站长": "曾小红",
        "联系电话": "138 0000 1111", "成立时间": "2024年3月",
    }  # fmt: skip
    return [{**usual, **values}.get(name) for name in HEADER]


def test_new_stations_are_stored_with_cleaned_values(sheets: Sheets, firm: Enterprise) -> None:
    ran = sheets.run(
        HEADER,
        row(依托单位="湖风纺织(岳阳) 有限公司"),
        row(
            驿站名称="临港孵化阵地",
            类型="孵化阵地",
            支部="党委",
            成立时间=date(2023, 5, 4),
            停用时间="2024.9.1",
        ),
    )
    assert (ran.code, ran.codes()) == (0, {})
    one, two = Station.objects.order_by("pk")
    assert (one.name, one.kind, one.host, one.branch and one.branch.code) == (
        "港兴暖流驿站", "station", firm, "b1",
    )  # fmt: skip
    assert (one.keeper_phone, one.opened_on, one.closed_on) == ("13800001111", date(2024, 3, 1), None)
    assert (two.kind, two.branch, two.opened_on, two.closed_on) == (
        "incubator", None, date(2023, 5, 4), date(2024, 9, 1),
    )  # fmt: skip
    assert one.token != two.token
    assert one.revision == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"驿站名称": ""}, ("B2", "name_missing")),
        ({"类型": "仓库"}, ("C2", "unknown_choice")),
        ({"类型": ""}, ("C2", "kind_missing")),
        ({"依托单位": "没有的公司"}, ("D2", "enterprise_unknown")),
        ({"支部": "第九支部"}, ("E2", "branch_unknown")),
        ({"联系电话": "12345"}, ("H2", "rule")),
        ({"联系电话": "138****1111"}, ("H2", "masked")),
        ({"成立时间": ""}, ("I2", "opened_on_missing")),
        ({"成立时间": "2024-02-30"}, ("I2", "date_impossible")),
        ({"成立时间": "2099-01-01"}, ("I2", "rule")),
        ({"停用时间": "2023-01-01"}, ("J2", "rule")),
        ({"位置": "长" * 101}, ("F2", "too_long")),
    ],
)
def test_faults_are_told_in_their_cell(
    values: dict[str, Any], problem: tuple[str, str], sheets: Sheets, firm: Enterprise
) -> None:
    ran = sheets.run(HEADER, row(**values))
    assert (ran.code, Station.objects.count()) == (1, 0)
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem
    assert told["message"].endswith(("。", "？"))


def test_all_faults_of_a_row_are_told_together(sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(类型="仓库", 依托单位="没有的", 联系电话="1", 停用时间="2020-01-01"))
    assert sorted(problem["cell"] for problem in ran.json["rows"][0]["problems"]) == ["C2", "D2", "H2", "J2"]


def test_the_same_station_twice_in_a_file(sheets: Sheets) -> None:
    ran = sheets.run(HEADER, row(), row(), row(驿站名称="另一站"), row(驿站名称="另一 站", 位置="别处"))
    assert ran.codes() == {3: ["row_repeated"], 4: ["rows_conflict"], 5: ["rows_conflict"]}


def test_a_second_import_updates_what_differs_and_wipes_nothing(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    assert sheets.run(HEADER, row()).json["counts"]["unchanged"] == 1
    ran = sheets.run(
        HEADER, row(驿站名称="港兴　暖流驿站", 支部="第二支部", 位置="五号厂房", 站长="", 联系电话="")
    )
    assert ran.json["rows"][0]["changes"] == {
        "branch": ["流动党员第一支部", "流动党员第二支部"],
        "place": ["三号厂房", "五号厂房"],
    }
    station = Station.objects.get()
    assert (station.name, station.keeper, station.revision) == ("港兴暖流驿站", "曾小红", 2)
    assert sheets.undo() == []
    station.refresh_from_db()
    assert (station.place, station.branch and station.branch.code, station.revision) == ("三号厂房", "b1", 3)


def test_undo_voids_what_it_created_but_for_what_was_edited_or_is_used(sheets: Sheets) -> None:
    sheets.run(HEADER, row(), row(驿站名称="改过的站"), row(驿站名称="用上的站"))
    first, edited, used = Station.objects.order_by("pk")
    change_station(by=COMMAND_LINE, station=edited, values={"place": "新地方"})
    used.activities.create(
        committee=used.committee, kind="station", title="读书会", held_on=date(2024, 5, 1), state="held"
    )
    assert sheets.undo() == [
        "导入之后又修改过，保留现在的内容",
        "导入之后已有活动记在它的下面，保留",
    ]
    assert list(Station.objects.valid().order_by("pk")) == [edited, used]
    first.refresh_from_db()
    assert (first.voided_at is None, first.revision) == (False, 2)
    # What was taken back does not stand in the way of the corrected file.
    assert sheets.run(HEADER, row()).json["counts"]["create"] == 1


def test_an_undone_change_of_dates_is_put_back(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    sheets.run(HEADER, row(停用时间="2024-09-01", 成立时间="2024-02-01"))
    sheets.undo()
    station = Station.objects.get()
    assert (station.opened_on, station.closed_on) == (date(2024, 3, 1), None)


def test_what_is_planned_there_keeps_a_station_open(sheets: Sheets) -> None:
    sheets.run(HEADER, row())
    station = Station.objects.get()
    station.activities.create(
        committee=station.committee, kind="station", title="读书会", held_on=date(2099, 5, 1), state="planned"
    )
    assert sheets.run(HEADER, row(停用时间="2024-09-01")).codes() == {2: ["rule"]}


def test_a_name_of_another_place_is_told_and_not_stored(sheets: Sheets) -> None:
    sheets.run(HEADER, row(支部="第二支部"))
    ran = sheets.run(HEADER, row(支部=""), options=["--branch", "b1"])
    assert [p["message"] for p in ran.json["rows"][0]["problems"]] == ["已有同名的驿站或阵地。"]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_exported_list_comes_back_unchanged(suffix: str, sheets: Sheets, firm: Enterprise) -> None:
    sheets.run(
        HEADER,
        row(依托单位=firm.name),
        row(驿站名称="=党委的站", 支部="", 联系电话="0730-8888888", 停用时间="2024-09-01"),
    )
    assert sheets.again(suffix=suffix) == {"unchanged": 2}
    assert AuditEntry.objects.get(verb="export").detail == f"2 个驿站或阵地，完整号码，{suffix}"


def test_secretaries_may_not_and_staff_may(sheets: Sheets, secretary_one: User, staff: User) -> None:
    assert sheets.run(HEADER, row(), options=["--as", "shuji1"]).code == 2
    assert sheets.run(HEADER, row(), options=["--as", "dangwei"]).code == 0


def test_another_committees_stations_are_no_concern(
    sheets: Sheets, staff: User, other_committee: Committee
) -> None:
    Station.objects.create(
        committee=other_committee, kind="station", name="港兴暖流驿站", opened_on=date(2020, 1, 1)
    )
    ran = sheets.run(HEADER, row(), options=["--as", "dangwei"])
    assert ran.json["counts"]["create"] == 1
    assert Station.objects.filter(committee=staff.committee).count() == 1
