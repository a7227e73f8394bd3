from datetime import UTC, date, datetime

import pytest
import time_machine

from core.periods import Month, Period

DECEMBER = Month(2024, 12)


def test_days_of_a_month() -> None:
    assert (DECEMBER.first, DECEMBER.last, DECEMBER.eve) == (
        date(2024, 12, 1),
        date(2024, 12, 31),
        date(2024, 11, 30),
    )
    assert Month(2024, 2).last == date(2024, 2, 29)
    assert DECEMBER.period == Period(date(2024, 12, 1), date(2024, 12, 31))
    assert DECEMBER.year_to_date == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert DECEMBER.to_date == Period(date.min, date(2024, 12, 31))


@pytest.mark.parametrize(
    ("steps", "month"),
    [(1, "2025-01"), (-11, "2024-01"), (-12, "2023-12"), (0, "2024-12"), (13, "2026-01"), (-24, "2022-12")],
)
def test_steps_cross_the_year(steps: int, month: str) -> None:
    assert str(DECEMBER.plus(steps)) == month


def test_months_back_end_with_this_one() -> None:
    assert [str(month) for month in Month(2024, 2).back(4)] == ["2023-11", "2023-12", "2024-01", "2024-02"]


def test_text_and_title() -> None:
    assert (str(Month.parse(" 2024-12 ")), Month.parse("2024-07").title) == ("2024-12", "2024年7月")
    assert Month.of(date(2024, 12, 31)) == DECEMBER
    assert Month(2023, 12) < Month(2024, 1)


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-13", "2024-00", "2024-1", "1920-12", "2101-01", "2024-12-01", "去年"]
)
def test_what_is_no_month_is_said_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="不是月份，请写成 2024-12 这样的四位年份和两位月份。"):
        Month.parse(text)


@time_machine.travel(datetime(2024, 12, 31, 16, 30, tzinfo=UTC), tick=False)
def test_the_current_month_is_that_of_the_portals_time_zone() -> None:
    assert str(Month.current()) == "2025-01"
