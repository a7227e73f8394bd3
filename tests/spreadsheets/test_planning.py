"""One plan: what becomes of each row, and when the plan is no longer the one that was seen."""

from __future__ import annotations

import pytest

from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.models import Member
from members.sheets import MEMBERS
from spreadsheets.cleaning import tidied
from spreadsheets.kinds import Place
from spreadsheets.planning import Choices, Plan, make_plan
from spreadsheets.reader import FileRefused
from spreadsheets.reader.book import Book, Cell, Formula, Grid, Row
from tests.importing import HEADER, book_of, person_row

PEOPLE = [person_row(number) for number in range(1, 5)]


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, None, "")


def plan_for(
    book: Book, place: Place, choices: Choices | None = None, done: frozenset[str] = frozenset()
) -> Plan:
    return make_plan(book=book, kind=MEMBERS, by=COMMAND_LINE, place=place, choices=choices, done=done)


def test_a_plan_writes_nothing(place: Place) -> None:
    assert plan_for(book_of([HEADER, *PEOPLE]), place).counts["create"] == 4
    assert Member.objects.count() == 0


def test_the_same_book_gives_the_same_fingerprint(place: Place) -> None:
    one, two = (plan_for(book_of([HEADER, *PEOPLE]), place) for _ in range(2))
    assert one.fingerprint == two.fingerprint


def test_the_fingerprint_follows_the_register_and_the_rows(place: Place, branch_one: Branch) -> None:
    before = plan_for(book_of([HEADER, *PEOPLE]), place).fingerprint
    assert plan_for(book_of([HEADER, *PEOPLE[1:]]), place).fingerprint != before
    Member.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        name=str(PEOPLE[0][0]),
        national_id=str(PEOPLE[0][1]),
    )
    assert plan_for(book_of([HEADER, *PEOPLE]), place).fingerprint != before


def test_rows_of_an_earlier_commit_are_left_out(place: Place) -> None:
    plan = plan_for(book_of([HEADER, *PEOPLE]), place, done=frozenset({"Sheet1!2", "Sheet1!4"}))
    assert [row.number for row in plan.rows] == [3, 5]


def test_several_sheets_are_asked_about_and_chosen(place: Place) -> None:
    grids = [
        Grid(name, rows=[Row(1, list(HEADER)), Row(2, person_row(number))])
        for number, name in enumerate(("甲", "乙"))
    ]
    book = Book("xlsx", grids)
    plan = plan_for(book, place)
    assert plan.questions == ["有 2 张工作表都像流动党员花名册：“甲”、“乙”。请选定要导入的工作表。"]
    assert plan.rows == []
    chosen = plan_for(book, place, Choices(sheets=["乙"]))
    assert [(row.sheet, row.number) for row in chosen.rows] == [("乙", 2)]


def test_sheets_named_after_branches_are_all_taken(place: Place) -> None:
    grids = [
        Grid(name, rows=[Row(1, list(HEADER[:3])), Row(2, person_row(number)[:3])])
        for number, name in enumerate(("第一支部", "二支部"))
    ]
    plan = plan_for(Book("xlsx", grids), place)
    assert [row.values["branch"] for row in plan.rows] == ["流动党员第一支部", "流动党员第二支部"]


def test_all_problems_of_a_row_are_told_at_once(place: Place) -> None:
    row: list[Cell] = ["钱", "430699", "12345", "第九支部"]
    (planned,) = plan_for(book_of([HEADER, row, *[]]), place).rows
    assert {(p.cell, p.field) for p in planned.problems} == {
        ("A2", "name"), ("B2", "national_id"), ("C2", "phone"), ("D2", "branch"),
    }  # fmt: skip


def test_cached_formulas_are_read_and_marked(place: Place) -> None:
    row: list[Cell] = [Formula("钱卫东"), *PEOPLE[0][1:]]
    (planned,) = plan_for(book_of([HEADER, row]), place).rows
    assert (planned.values["name"], planned.problems) == ("钱卫东", [])
    assert planned.notices[0] == "A2 是公式，按表中已算出的结果读取"


def test_hidden_rows_are_read_and_marked(place: Place) -> None:
    book = book_of([HEADER, *PEOPLE])
    book.sheets[0].hidden_rows = {3}
    plan = plan_for(book, place)
    told = [[notice for notice in row.notices if "隐藏" in notice] for row in plan.rows]
    assert told == [[], ["这一行在表中是隐藏的"], [], []]


def test_what_was_tidied_is_told(place: Place) -> None:
    row: list[Cell] = ["钱\u3000卫东", PEOPLE[0][1], "138 0000 0001", "1支部"]
    plan = plan_for(book_of([HEADER, row]), place)
    assert tidied(plan.rows[0], plan.mappings[0]) == {
        "name": "钱\u3000卫东", "phone": "138 0000 0001", "branch": "1支部",
    }  # fmt: skip


def test_two_columns_of_one_name_refuse_the_file(place: Place) -> None:
    with pytest.raises(FileRefused) as refused:
        plan_for(book_of([[*HEADER, "手机号"], [*PEOPLE[0], "13900000000"]]), place)
    assert refused.value.code == "duplicate_column"


@pytest.mark.parametrize("name", ["甲" * 61, "甲\x00", "甲\u202e乙"])
def test_names_of_sheets_that_cannot_be_kept_refuse_the_file(name: str, place: Place) -> None:
    with pytest.raises(FileRefused) as refused:
        plan_for(book_of([HEADER, PEOPLE[0]], name=name), place)
    assert refused.value.code == "sheet_name"


def test_ten_thousand_rows_cost_no_query_each(place: Place, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  a fixture of pytest-django
    book = book_of([HEADER, *(person_row(number) for number in range(900))])
    with django_assert_max_num_queries(12):
        plan_for(book, place)
