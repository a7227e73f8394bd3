"""What an import asks of the database depends on its batches, not on its rows; an export asks once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.models import Member
from spreadsheets.actions import import_book
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch
from spreadsheets.reader import read_book
from spreadsheets.stored_books import dump_book, load_book
from tests.importing import HEADER, person_row, xlsx


def imported(branches: list[Branch], first: int, count: int) -> int:
    """Import people from ``first`` on, and return the number of queries."""
    content = xlsx([HEADER, *(person_row(number) for number in range(first, first + count))])
    book = read_book(content)
    with CaptureQueriesContext(connection) as captured:
        plan = import_book(
            by=COMMAND_LINE, kind="members", file_name="花名册.xlsx", content=content, book=book,
            place=Place(branches[0].committee_id, None, ""), valid_only=False,
        )  # fmt: skip
    assert sum(plan.counts[name] for name in ("create", "unchanged")) == count
    return len(captured)


def test_twenty_rows_cost_the_queries_of_two(branches: list[Branch]) -> None:
    imported(branches, 50, 1)  # from then on each import looks up what an earlier one has settled
    assert imported(branches, 1, 2) == imported(branches, 100, 20)


def test_twenty_unchanged_rows_cost_the_queries_of_two(branches: list[Branch]) -> None:
    imported(branches, 1, 2)
    imported(branches, 100, 20)
    assert imported(branches, 1, 2) == imported(branches, 100, 20)
    assert Member.objects.count() == 22


@pytest.mark.parametrize("name", ["ok_three.xlsx", "ok_three.xls", "csv_gbk.csv", "formula_cached.xlsx"])
def test_a_stored_book_is_the_one_that_was_read(name: str, db: None) -> None:
    content = (Path(__file__).parents[1] / "data" / "hostile" / name).read_bytes()
    book = read_book(content)
    stored = dump_book(book)
    assert isinstance(stored, bytes)
    batch = ImportBatch.objects.create(
        kind="members", file_name=name, file_hash="", file_size=len(content), content=content, grid=stored,
        committee_key=1, owner_name="",
    )  # fmt: skip
    batch.refresh_from_db()
    assert load_book(batch.grid) == book
    assert batch.content == content
    book.answer = b""
    assert load_book(dump_book(book)) == book
