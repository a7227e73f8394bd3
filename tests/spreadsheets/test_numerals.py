"""Telephone numbers, times of day and amounts, as people write them."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from spreadsheets import numerals
from spreadsheets.faults import Fault
from spreadsheets.reader.book import Cell, Formula


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("14:30", "14:30"), ("9：05", "09:05"), ("下午2点半", "14:30"), ("下午 2点", "14:00"), ("上午9时15分", "09:15"),
        ("2:30 PM", "14:30"), ("晚上7点", "19:00"), ("中午12点", "12:00"), ("14:30-16:00", "14:30"),
        ("2024-03-05 08:30:00", "08:30"), ("2024年3月5日 8:30", "08:30"), (time(8, 30), "08:30"),
        (datetime(2024, 3, 5, 8, 30), "08:30"), (0.5, "12:00"), (0.604166666666667, "14:30"),  # noqa: DTZ001  of a sheet
        (Formula(time(8)), "08:00"), ("", ""), (None, ""), ("无", ""),
    ],
)  # fmt: skip
def test_times(cell: Cell, text: str) -> None:
    assert numerals.clock(cell) == text


@pytest.mark.parametrize("cell", ["傍晚", "25:00", "14:75", "一会儿", 45000])
def test_no_times(cell: Cell) -> None:
    with pytest.raises(Fault) as fault:
        numerals.clock(cell)
    assert fault.value.code == "time_shape"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1.5", "1.5"), ("1.50", "1.5"), (2, "2"), (2.0, "2"), ("1,200", "1200"), ("１２", "12"), ("3学时", "3"),
        ("12.5万元", "12.5"), ("￥80", "80"), ("-1", "-1"), ("", ""), ("—", ""),
    ],
)  # fmt: skip
def test_amounts(cell: Cell, text: str) -> None:
    assert numerals.decimal(2)(cell) == text


@pytest.mark.parametrize("cell", ["很多", "1.234", "NaN", "Infinity", "1e9999", "9" * 40])
def test_no_amounts(cell: Cell) -> None:
    with pytest.raises(Fault) as fault:
        numerals.decimal(2)(cell)
    assert fault.value.code == "number_shape"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("138 0000 1111", "13800001111"), ("+86-13800001111", "13800001111"), (13800001111, "13800001111"),
     ("0730-8888888", "07308888888"), ("（0730）8888888", "07308888888"), ("无", "")],
)  # fmt: skip
def test_phones(cell: Cell, text: str) -> None:
    assert numerals.phone(cell) == text


def test_a_masked_phone_is_refused() -> None:
    with pytest.raises(Fault) as fault:
        numerals.phone("138****1111")
    assert fault.value.code == "masked"
