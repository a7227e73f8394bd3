"""The official forms as data: every figure has its place, lines are numbered, relations speak of lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from branches.models import Branch, Committee
from core.figures import FIGURES, Figure
from core.periods import Month
from reports.content.eight import PLANS
from reports.content.notes import place_of
from reports.content.plans import Told
from reports.layout import Column, Diagram, Form, Kind, Row, Table, Value
from reports.monthly import Report, report_of
from reports.stored import data_of, report_from
from tests.stays import person, stay

MARCH = Month(2024, 3)


def report(month: Month = MARCH) -> Report:
    return report_of(Committee.objects.get(short_name="港区党委"), month)


def table(found: Report, name: str) -> Table:
    return next(each for each in found.tables if each.name == name)


def told(found: Table) -> dict[Value, tuple[Value, ...]]:
    """The plain rows by their title, without it."""
    return {row.values[0]: row.values[1:] for row in found.rows if row.kind is not Kind.SECTION}


def test_every_figure_has_its_place_in_exactly_one_form() -> None:
    places = [
        entry.key
        for plan in PLANS
        for part in plan.sections
        for entry in part.entries
        if entry.told is Told.HERE
    ]
    assert sorted(places) == sorted(figure.key for figure in FIGURES)


@pytest.mark.usefixtures("register")
def test_every_line_of_the_report_stands_in_a_form_with_its_numbers() -> None:
    found = report()
    rows: dict[str, list[Row]] = {}
    for row in (row for each in found.tables if each.is_form for row in each.rows if row.key):
        rows.setdefault(row.key, []).append(row)
    assert set(rows) == {line.key for line in found.lines}
    for line in found.lines:
        for row in rows[line.key]:
            assert row.values[1] == line.unit
            assert row.values[3:7] == (line.now, line.before, line.change, line.year), line.key
            assert row.is_share is line.is_share


@pytest.mark.usefixtures("register")
def test_lines_are_numbered_through_each_form() -> None:
    forms = [each for each in report().tables if each.is_form]
    assert [each.number for each in forms] == [
        "流党月1表", "流党月2表", "流党月2表附表", *(f"流党月{number}表" for number in range(3, 9))
    ]  # fmt: skip
    for each in forms:
        place = next(n for n, column in enumerate(each.columns) if column.form is Form.LINE)
        numbers = [row.values[place] for row in each.rows if row.kind is not Kind.SECTION]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.usefixtures("register")
def test_columns_carry_letters_words_before_numbers() -> None:
    found = report()
    assert table(found, "1党组织和企业").letters == ("甲", "乙", "丙", "A", "B", "C", "D", "E")
    assert table(found, "2附 分支部增减").letters == ("甲", "乙", *"ABCDEFGHIJKL")
    assert table(found, "近12个月").letters == ()


@pytest.mark.usefixtures("register")
def test_a_form_compares_with_last_month_and_the_year() -> None:
    found = report()
    moves = told(table(found, "2增减"))
    assert moves["月初管理流动党员"] == ("人", 1, 4, 4, 0, None, None)
    assert moves["流入"] == ("人次", 2, 4, 1, 3, 8, 9)
    assert moves["月末管理流动党员"] == ("人", 6, 6, 4, 2, None, None)
    made_of = told(table(found, "3构成"))
    assert made_of["“两企三新”占比"] == ("%", 3, 33.3, 25.0, 8.3, None, None)
    assert told(table(found, "1党组织和企业"))["党建共建"] == ("个", 2, 0, 0, 0, None, None)


@pytest.mark.usefixtures("register")
def test_the_parts_of_a_make_up_tell_their_share_of_the_whole() -> None:
    rows = [row for row in table(report(), "3构成").rows if row.key.startswith("members.by_occupation:")]
    assert sum(row.values[3] for row in rows if isinstance(row.values[3], int)) == 6
    assert {row.values[3]: row.values[-1] for row in rows}[1] == 16.7


@pytest.mark.usefixtures("register")
def test_relations_are_told_by_the_numbers_of_lines() -> None:
    found = report()
    assert "审核关系（A 列，按行号）：6=1+2+3−4−5；5=3；4=7+8+9+10+11+12+13" in table(found, "2增减").notes
    assert "表间关系：流党月2表第 6 行≥第 6 行" in table(found, "7驿站和孵化").notes
    matrix = table(found, "2附 分支部增减")
    assert matrix.notes[0] == "审核关系：各行 L=A+B+C−D−E−F−G−H−I−J−K；各列第 7 行=第 1 至 6 行之和"


@pytest.mark.usefixtures("register")
def test_each_relation_stands_below_one_form_and_names_lines_that_say_so() -> None:
    forms = {each.number: each for each in report().tables if each.is_form}
    for relation in FIGURES.relations:
        plan = place_of(relation)
        inside = {entry.key for part in plan.sections for entry in part.entries}
        assert _home(relation.terms()[0].figure) in inside
    for plan in PLANS:
        note = next(note for note in forms[plan.number].notes if note.startswith("审核关系（A 列"))
        numbers = {
            row.values[2]: row.values[3] for row in forms[plan.number].rows if row.kind is not Kind.SECTION
        }
        for equation in re.findall(r"(\d+)=([\d+−]+)", note):
            assert numbers[int(equation[0])] == _sum(equation[1], numbers), (plan.number, equation)


def _home(figure: Figure) -> str:
    return figure.key.partition(":")[0]


def _sum(terms: str, numbers: dict[Value, Value]) -> int:
    total = 0
    for sign, line in re.findall(r"(^|[+−])(\d+)", terms):
        number = numbers[int(line)]
        assert isinstance(number, int)
        total += -number if sign == "−" else number
    return total


@pytest.mark.usefixtures("register")
def test_increase_and_decrease_add_up_for_each_branch_and_the_whole() -> None:
    found = table(report(), "2附 分支部增减")
    assert [column.title for column in found.columns][3:13] == [
        "流入", "支部间调入", "吸收转化", "返回流出地", "再次流动", "失联", "停止党籍", "去世", "其他", "支部间调出",
    ]  # fmt: skip
    rows = [row.values for row in found.rows]
    assert rows[0] == ("流动党员第一支部", 1, 3, 2, 0, 0, 1, 0, 0, 0, 0, 0, 1, 3)
    assert rows[1] == ("流动党员第二支部", 2, 1, 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 3)
    assert rows[-1] == ("合计", 7, 4, 4, 1, 0, 1, 0, 0, 0, 0, 1, 1, 6)
    assert found.notes[1] == (
        "合计：月初管理流动党员 4 + 本月流入 4 + 本月支部间调入 1 − 本月离开 2 − 本月支部间调出 1 = 6，"
        "与月末管理流动党员 6 相符。"
    )
    assert found.notes[2] == "各党支部逐一检查，均相符。"


@pytest.mark.usefixtures("register")
def test_a_relation_that_fails_is_told_below_its_form(branch_one: Branch) -> None:
    stay(person(branch_one, "断线"), branch_one, "2024-01-20", "2024-03-08", "moved")
    notes = table(report(), "2增减").notes
    assert any(re.fullmatch(r"审核结果：共检查 \d+ 项，1 项不符。", note) for note in notes)
    assert "合计：本月支部间调入 1 = 1，与本月支部间调出 2 不符，相差 1，请核对。" in notes
    assert any(note.endswith("全部相符。") for note in table(report(), "1党组织和企业").notes)


@pytest.mark.usefixtures("register")
def test_a_running_month_is_told_as_of_today() -> None:
    assert report(Month(2024, 4)).as_of == "2024年4月15日（本月尚未结束）"
    with time_machine.travel(datetime(2024, 4, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        assert report(Month(2024, 4)).as_of == "2024年4月30日"


def test_an_empty_month_is_a_report_too(branches: list[Branch]) -> None:
    found = report(Month(2020, 1))
    assert told(table(found, "2增减"))["月末管理流动党员"] == ("人", 6, 0, 0, 0, None, None)
    assert told(table(found, "3构成"))["“两企三新”占比"] == ("%", 3, None, None, None, None, None)


def test_a_chart_is_drawn_where_there_is_something_to_draw(branches: list[Branch]) -> None:
    found = report(Month(2020, 1))
    assert not [each.name for each in found.tables if each.diagrams]
    stay(person(branches[0], "甲"), branches[0], "2020-01-10")
    drawn = {each.name: len(each.diagrams) for each in report(Month(2020, 1)).tables if each.diagrams}
    assert drawn == {"3构成": 4, "分支部": 1, "近12个月": 2}
    rows = tuple(Row((f"第{number}支部", number)) for number in range(61))
    table_of_many = Table("多", "多", (Column("党支部", 10), Column("人数", 10)), rows)
    bars = Diagram("人数", "bar", 0, (1,), 0, 60, "人")
    assert table_of_many.with_diagrams(bars).diagrams == ()
    assert table_of_many.with_diagrams(replace(bars, last=59)).diagrams


@pytest.mark.usefixtures("register")
def test_definitions_tell_where_each_figure_stands() -> None:
    found = told(table(report(), "指标说明"))
    assert found["离开去向"][1] == "流党月2表\n第 7 至 13 行"
    assert found["流入"][1] == "流党月2表\n第 2 行"
    assert all(where for _, where, _ in found.values())


@pytest.mark.usefixtures("register")
def test_forms_come_back_from_storage_as_they_were() -> None:
    found = report()
    assert report_from(data_of(found)).tables == found.tables
