"""The walk over the records of an .xls: formulas, passwords, and streams that were cut."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from spreadsheets.reader import FileRefused, Row, read_book
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.xls import find_formulas

DATA = Path(__file__).parents[1] / "data"
BOF, EOF = (0x809, b"\x00\x06\x10\x00"), (0x0A, b"")


def stream_of(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", code, len(body)) + body for code, body in records)


def workbook(sheets: list[tuple[int, bytes]], *more: tuple[int, bytes]) -> bytes:
    """Return a stream with sheets of a type, each with its records."""
    entries = [(0x85, struct.pack("<IBB", 0, 0, kind) + b"\x01\x00A") for kind, _ in sheets]
    offset = len(stream_of(BOF, *more, *entries, EOF))
    bound = []
    for (kind, body), (code, _) in zip(sheets, entries, strict=True):
        bound.append((code, struct.pack("<IBB", offset, 0, kind) + b"\x01\x00A"))
        offset += len(body)
    return stream_of(BOF, *more, *bound, EOF) + b"".join(body for _, body in sheets)


def cell(code: int, row: int, column: int) -> tuple[int, bytes]:
    return code, struct.pack("<HHH", row, column, 0) + bytes(14)


def test_formulas_are_told_from_values() -> None:
    first = stream_of(BOF, cell(0x203, 0, 0), cell(0x06, 1, 2), cell(0x06, 3, 0), EOF)
    chart = stream_of(BOF, EOF)
    assert find_formulas(workbook([(0, first), (2, chart), (0, stream_of(BOF, EOF))])) == [
        {(1, 2), (3, 0)},
        None,
        set(),
    ]


@pytest.mark.parametrize("lost", [1, 4, 9, 40])
def test_a_stream_that_was_cut_is_damaged(lost: int) -> None:
    stream = workbook([(0, stream_of(BOF, cell(0x06, 1, 2), EOF))])
    with pytest.raises(Refusal) as caught:
        find_formulas(stream[:-lost])
    assert caught.value.code == "damaged"


def test_a_password_is_seen_before_anything_is_read() -> None:
    with pytest.raises(Refusal) as caught:
        find_formulas(workbook([], (0x2F, b"\x00\x00")))
    assert caught.value.code == "password"


@pytest.mark.parametrize("name", ["ok_three.xls", "type_biff5_cp936.xls"])
def test_both_ages_of_xls_read_the_same(name: str) -> None:
    (grid,) = read_book((DATA / "hostile" / name).read_bytes()).sheets
    assert [str(cell) if isinstance(cell, date) else cell for cell in grid.rows[1].cells] == [
        "钱卫东", "430699196002070013", "13800138001", "第一党支部", "云溪路1号", "1986-07-01",
    ]  # fmt: skip
    assert [row.number for row in grid.rows] == [1, 2, 3, 4]


def test_whole_numbers_are_whole_and_dictionaries_hidden() -> None:
    book = read_book((DATA / "sheets" / "03-党员信息表.xls").read_bytes())
    assert book.sheets[0].rows[1].cells[3] == 17572802016
    assert isinstance(book.sheets[0].rows[1].cells[3], int)
    assert book.sheets[0].rows[0].cells[9] == "出生年月(yyyy-MM)\n"
    book = read_book((DATA / "sheets" / "07-带字典.xls").read_bytes())
    assert (book.sheets[1].hidden, book.sheets[1].rows) == (
        True,
        [Row(1, ["223_正式党员"]), Row(2, ["224_预备党员"])],
    )


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_is_refused(share: float) -> None:
    content = (DATA / "sheets" / "03-党员信息表.xls").read_bytes()
    with pytest.raises(FileRefused) as caught:
        read_book(content[: int(len(content) * share)])
    assert caught.value.code == "damaged"
