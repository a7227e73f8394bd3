"""What was repaired in the browser goes into the marked copy, and holds for the file that comes back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import User
from branches.models import Branch
from spreadsheets.actions import leave_out_row, repair_cell, replace_content, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.marked.copies import marked_copy
from spreadsheets.models import ImportBatch
from spreadsheets.repairs.steps import Edit
from tests.importing import HEADER, person_row, xlsx

FINE = "13900130001"


@pytest.fixture
def batch(secretary_one: User, branch_one: Branch) -> ImportBatch:
    """Three people whose phones are too short: one repaired in the browser, one left out."""
    place = Place(branch_one.committee_id, branch_one.pk, "")
    content = xlsx([HEADER, *(faulty(number) for number in (1, 2, 3))])
    made = upload_file(by=secretary_one, kind="members", file_name="名册.xlsx", content=content, place=place)
    sheet = plan_of(made, by=secretary_one).rows[0].sheet
    repair_cell(by=secretary_one, batch=made, edit=Edit("phone", (f"{sheet}!2",), FINE))
    leave_out_row(by=secretary_one, batch=made, edit=Edit("", (f"{sheet}!4",), "重复的行"))
    made.refresh_from_db()
    return made


def faulty(number: int, phone: str = "138") -> list[Any]:
    row = person_row(number)
    row[2] = phone
    return row


def come_back(by: User, batch: ImportBatch, content: bytes) -> str:
    told = str(replace_content(by=by, batch=batch, file_name="改好.xlsx", content=content))
    batch.refresh_from_db()
    return told


def phones(by: User, batch: ImportBatch) -> dict[str, str]:
    return {row.values["name"]: row.values["phone"] for row in plan_of(batch, by=by).rows}


def test_the_copy_says_what_was_typed_and_then_nothing_is_left_to_carry(
    secretary_one: User, batch: ImportBatch
) -> None:
    copy = load_workbook(io.BytesIO(marked_copy(batch, plan_of(batch, by=secretary_one)).content))
    cells = copy.worksheets[0]
    assert [cells[address].value for address in ("C2", "C3", "C4")] == [FINE, "138", "138"]
    cells["C3"] = "13900130002"
    stream = io.BytesIO()
    copy.save(stream)
    assert come_back(secretary_one, batch, stream.getvalue()) == "上次须修改的 1 行：改好 1 行。"
    assert [step["kind"] for step in batch.repairs] == ["leave_out"]
    assert sorted(phones(secretary_one, batch).values()) == [FINE, "13900130002"]


def test_a_repair_goes_with_its_row(secretary_one: User, batch: ImportBatch) -> None:
    moved = xlsx([HEADER, faulty(3), faulty(2, "13900130002"), faulty(1)])
    assert come_back(secretary_one, batch, moved) == "上次须修改的 1 行：改好 1 行。"
    plan = plan_of(batch, by=secretary_one)
    assert [(row.number, row.values["phone"]) for row in plan.rows] == [(3, "13900130002"), (4, FINE)]
    assert [row.number for row in plan.left_out] == [2]


def test_who_changes_the_cell_in_the_file_speaks_last(secretary_one: User, batch: ImportBatch) -> None:
    other = xlsx([HEADER, faulty(1, "13900130009"), faulty(2, "13900130002"), faulty(3)])
    come_back(secretary_one, batch, other)
    assert sorted(phones(secretary_one, batch).values()) == ["13900130002", "13900130009"]
