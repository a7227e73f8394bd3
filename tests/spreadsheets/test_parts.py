"""A plan made part by part is the plan that was seen: the same rows, in the same order, with the same outcome."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.models import Member
from members.sheets import MEMBERS
from spreadsheets import in_parts
from spreadsheets.actions import import_book
from spreadsheets.kinds import Place, PlannedRow
from spreadsheets.models import ImportBatch
from spreadsheets.packed import PackedRows
from spreadsheets.planning import Choices, Plan, make_plan
from spreadsheets.progress import Progress, following
from spreadsheets.reader.book import Book, Cell, Grid, Row
from spreadsheets.repairs.steps import Repairs
from tests.importing import HEADER, book_of, person_row

FEW = 3
"""Rows of a part in these tests, so that everything happens across parts."""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_parts, "TOGETHER", FEW)


@pytest.fixture
def place(branches: list[Branch]) -> Place:
    return Place(branches[0].committee_id, None, "")


def both_plans(book: Book, place: Place, **given: Any) -> tuple[Plan, Plan]:  # noqa: ANN401  as make_plan takes them
    """Return the plan that is shown and the one that is stored."""
    asked = {"book": book, "kind": MEMBERS, "by": COMMAND_LINE, "place": place, **given}
    batch = ImportBatch(kind=MEMBERS.key, committee_key=place.committee_key, branch_key=place.branch_key)
    return make_plan(**asked), make_plan(**asked, storing=batch)


def told(row: PlannedRow) -> tuple[Any, ...]:
    return (row.place, row.outcome, row.values, row.record, row.key, row.revision, row.changes, row.notices,
            row.problems, row.question, row.wiped, row.repaired, dict(row.letters))  # fmt: skip


def assert_same(book: Book, place: Place, **given: Any) -> Plan:  # noqa: ANN401  as above
    shown, stored = both_plans(book, place, **given)
    assert isinstance(stored.rows, PackedRows)
    assert list(map(told, shown.rows)) == list(map(told, stored.rows))
    assert list(map(told, shown.left_out)) == list(map(told, stored.left_out))
    assert (shown.counts, shown.fingerprint) == (stored.counts, stored.fingerprint)
    return stored


def mixed_rows(seed: int) -> list[Sequence[Cell]]:
    """Return rows of which some come again, conflict, lack something or are of nobody's branch."""
    pick = random.Random(seed)  # noqa: S311  no secret: the same rows each time
    rows: list[Sequence[Cell]] = []
    for number in range(pick.randrange(1, 40)):
        row = person_row(number, pick.choice(["第一支部", "第二支部", "1支部", "第九支部", ""]))
        match pick.randrange(8):
            case 0 if rows:
                row = list(pick.choice(rows))
            case 1 if rows:
                row[1] = pick.choice(rows)[1]
            case 2:
                row[1] = pick.choice([None, "4306991990", "无"])
            case 3:
                row[2] = None
        rows.append(row)
    return rows


@pytest.mark.parametrize("seed", range(40))
def test_any_rows(seed: int, place: Place, branches: list[Branch]) -> None:
    rows = mixed_rows(seed)
    known = [row for row in rows if row[1] and len(str(row[1])) == 18][::3]
    for number in {str(row[1]) for row in known}:
        Member.objects.create(
            committee=branches[0].committee, branch=branches[0], name="钱某", national_id=number
        )
    assert_same(book_of([HEADER, *rows]), place)


def test_a_person_told_twice_far_apart(place: Place) -> None:
    first = person_row(1)
    rows = [first, *map(person_row, range(2, 12)), [*first[:2], "13999999999", first[3]], first]
    plan = assert_same(book_of([HEADER, *rows]), place)
    assert [row.number for row in plan.rows if row.is_refused] == [2, 13, 14]
    assert plan.counts["create"] == 10


def test_rows_that_are_repaired_left_out_or_done(place: Place) -> None:
    rows = [person_row(number, "港口支部" if number % 2 else "第一支部") for number in range(10)]
    texts = {f"Sheet1!{number}": {"branch": "第二支部"} for number in range(2, 12)} | {
        "Sheet1!5": {"national_id": str(rows[0][1]), "notes": "另有一表"}
    }
    repairs = Repairs(texts=texts, left_out={"Sheet1!4": "不在本园区", "Sheet1!9": "重复"})
    plan = assert_same(
        book_of([HEADER, *rows]), place, repairs=repairs, done=frozenset({"Sheet1!2", "Sheet1!11"})
    )
    assert [row.number for row in plan.left_out] == [4, 9]
    assert len(plan.rows) == 6


def test_rows_of_several_sheets(place: Place) -> None:
    twice = person_row(3)
    grids = [
        Grid(
            name,
            rows=[Row(n, list(row)) for n, row in enumerate([HEADER, *map(person_row, numbers), twice], 1)],
        )
        for name, numbers in (("甲", range(10, 15)), ("乙", range(20, 24)))
    ]
    plan = assert_same(Book("xlsx", grids), place, choices=Choices(sheets=["甲", "乙"]))
    assert [row.place for row in plan.rows if row.is_refused] == ["乙!6"]


def test_packed_rows_are_a_sequence() -> None:
    packed = PackedRows()
    assert (list(packed), len(packed)) == ([], 0)
    rows = [PlannedRow("表", number, {"name": str(number)}) for number in range(5)]
    packed.add(rows[:3], [1])
    packed.add([])
    packed.add(rows[3:])
    assert (list(packed), len(packed)) == (rows, 5)
    assert (packed[1], packed[3:]) == (rows[1], rows[3:])
    rows[1].refuse("name", "name_missing", "请填写姓名。")
    assert packed[1].is_refused
    assert [outcome.value for outcome in packed.outcomes.elements()] == ["create"] * 4 + ["refuse"]
    assert [len(part) for part in packed.parts()] == [3, 2]


def test_everything_is_stored(place: Place) -> None:
    content = b"content"
    plan = import_book(
        by=COMMAND_LINE, kind="members", file_name="花名册.xlsx", content=content,
        book=book_of([HEADER, *map(person_row, range(20))]), place=place, valid_only=False,
    )  # fmt: skip
    assert plan.counts["create"] == Member.objects.count() == 20


def test_the_progress_is_that_of_the_whole_file(place: Place) -> None:
    heard: list[tuple[str, int, int]] = []

    class Listening(Progress):
        def check(self) -> None:
            heard.append((self.step, self.done, self.total))

    with following(Listening()):
        both_plans(book_of([HEADER, *map(person_row, range(10))]), place)
    assert ("核对每一行", 10, 10) in heard
    assert ("核对每一行", 6, 10) in heard
    assert all(done <= total for _, done, total in heard)
