"""Plans with repairs: as if the sheet said so, for every kind of sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from spreadsheets.kinds import Place, kind_of
from spreadsheets.models import RowOutcome
from spreadsheets.planning import Plan, make_plan
from spreadsheets.reader.book import Cell
from spreadsheets.registry import SHEETS
from spreadsheets.repairs.steps import Edit, Repairs, Step, StepKind, effect_of
from tests.importing import HEADER, book_of, person_row

STRANGE = "卍卍卍卍"


@pytest.fixture
def place(branch_one: Branch, branch_two: Branch) -> Place:
    return Place(branch_one.committee_id, None, "")


def plan(place: Place, rows: Sequence[Sequence[Cell]], repairs: Repairs, *, kind: str = "members") -> Plan:
    return make_plan(book=book_of(rows), kind=kind_of(kind), by=COMMAND_LINE, place=place, repairs=repairs)


def repairs(*edits: tuple[str, str, str]) -> Repairs:
    return effect_of([Step(StepKind.REPAIR, (Edit(name, (rows,), text),)) for rows, name, text in edits])


def left_out(rows: str) -> Repairs:
    return effect_of([Step(StepKind.LEAVE_OUT, (Edit("", (rows,), "重复的行"),))])


def test_a_repaired_cell_counts_as_if_the_sheet_said_so(place: Place) -> None:
    rows: list[Sequence[Cell]] = [HEADER, person_row(1, "港口支部"), person_row(2)]
    assert [row.outcome for row in plan(place, rows, Repairs()).rows] == [
        RowOutcome.REFUSE,
        RowOutcome.CREATE,
    ]
    found = plan(place, rows, repairs(("Sheet1!2", "branch", " 第一 支部 "))).rows[0]
    assert found.outcome is RowOutcome.CREATE
    assert found.values["branch"] == "流动党员第一支部"
    assert found.repaired == {"branch": "港口支部"}


def test_what_is_typed_is_judged_by_the_same_rules(place: Place) -> None:
    rows: list[Sequence[Cell]] = [HEADER, person_row(1)]
    found = plan(place, rows, repairs(("Sheet1!2", "phone", "1380013"))).rows[0]
    assert [(p.field, p.cell) for p in found.problems] == [("phone", "C2")]
    found = plan(place, rows, repairs(("Sheet1!2", "national_id", "43069919610202001x"))).rows[0]
    assert [p.field for p in found.problems] == ["national_id"]


def test_a_field_without_a_column_can_be_filled(place: Place) -> None:
    rows: list[Sequence[Cell]] = [HEADER[:3], person_row(1)[:3], person_row(2)[:3]]
    found = plan(
        place, rows, repairs(("Sheet1!2-3", "branch", "第二支部"), ("Sheet1!3", "joined_on", "乱写"))
    )
    assert [row.outcome for row in found.rows] == [RowOutcome.CREATE, RowOutcome.REFUSE]
    assert found.rows[0].values["branch"] == "流动党员第二支部"
    assert found.rows[0].repaired == {"branch": ""}
    assert [(p.field, p.code) for p in found.rows[1].problems] == [("joined_on", "date_shape")]


def test_a_number_that_the_sheet_lost_is_typed_as_text(place: Place) -> None:
    row = person_row(1)
    rows: list[Sequence[Cell]] = [HEADER, [row[0], 4.306991961020201e17, *row[2:]]]
    assert plan(place, rows, Repairs()).rows[0].problems[0].code == "id_as_number"
    assert plan(place, rows, repairs(("Sheet1!2", "national_id", str(row[1])))).rows[0].problems == []


def test_a_row_left_out_is_skipped_and_judged_no_more(place: Place) -> None:
    rows: list[Sequence[Cell]] = [HEADER, person_row(1), person_row(1), person_row(2)]
    assert plan(place, rows, Repairs()).counts["refuse"] == 1
    found = plan(place, rows, left_out("Sheet1!3"))
    assert found.counts == {"create": 2, "update": 0, "unchanged": 0, "refuse": 0, "skip": 1}
    assert [row.place for row in found.rows] == ["Sheet1!2", "Sheet1!4"]
    assert [(row.place, row.outcome) for row in found.left_out] == [("Sheet1!3", RowOutcome.SKIP)]


def test_repairs_are_part_of_the_fingerprint_by_their_effect(place: Place) -> None:
    rows: list[Sequence[Cell]] = [HEADER, person_row(1, "第一支部"), person_row(2)]
    plain = plan(place, rows, Repairs()).fingerprint
    assert plan(place, rows, repairs(("Sheet1!2", "branch", "第二支部"))).fingerprint != plain
    assert plan(place, rows, repairs(("Sheet1!2", "branch", "流动党员第一支部"))).fingerprint == plain
    assert plan(place, rows, left_out("Sheet1!3")).fingerprint != plain
    assert plan(place, rows, repairs(("Nowhere!2", "branch", "第二支部"))).fingerprint == plain


def test_enterprises_are_repaired_the_same_way(place: Place) -> None:
    rows: list[Sequence[Cell]] = [
        ["企业名称", "所有制", "联系支部"],
        ["东方纺织有限公司", "民营的", "港口支部"],
    ]
    found = plan(place, rows, Repairs(), kind="enterprises").rows[0]
    assert {p.field: p.near for p in found.problems} == {"ownership": "非公有制企业", "covered_by": ""}
    fixed = repairs(("Sheet1!2", "ownership", "非公有制企业"), ("Sheet1!2", "covered_by", "第二支部"))
    assert plan(place, rows, fixed, kind="enterprises").rows[0].outcome is RowOutcome.CREATE


def test_records_are_repaired_the_same_way(place: Place, secretary_one: User) -> None:
    rows: list[Sequence[Cell]] = [
        ["受理日期", "当事人", "矛盾类型", "党支部", "纠纷概况"],
        ["2024-13-01", "甲乙两厂", "劳资", "第一支布", "加班费"],
    ]
    found = plan(place, rows, Repairs(), kind="mediations").rows[0]
    names = {problem.field: problem.near for problem in found.problems}
    assert names.keys() >= {"branch"}
    fixed = repairs(("Sheet1!2", "branch", "第一支部"))
    again = plan(place, rows, fixed, kind="mediations").rows[0]
    assert "branch" not in {problem.field for problem in again.problems}
    assert again.repaired == {"branch": "第一支布"}


@pytest.mark.parametrize("key", sorted(SHEETS))
def test_every_kind_takes_what_it_offers(key: str, place: Place) -> None:
    kind = kind_of(key)
    row: list[Cell] = [STRANGE if column.choices else column.example or "甲" for column in kind.columns]
    rows: list[Sequence[Cell]] = [[column.title for column in kind.columns], row]
    faulty = plan(place, rows, Repairs(), kind=key)
    wrong = {p.field for p in faulty.rows[0].problems if p.code == "unknown_choice"}
    assert wrong >= {column.field for column in kind.columns if column.choices}
    words = {name: kind.offered(kind.by_field[name], faulty.context) for name in wrong}
    offered = {name: found[0] for name, found in words.items() if found}
    place_of_row = faulty.rows[0].place
    fixed = plan(place, rows, repairs(*((place_of_row, n, words) for n, words in offered.items())), kind=key)
    still = {p.field for p in fixed.rows[0].problems if p.code == "unknown_choice"}
    assert still == wrong - offered.keys()
    assert {name: fixed.rows[0].values[name] for name in offered} == offered
    assert fixed.rows[0].repaired.keys() == offered.keys()
