"""Months and the forms in which figures speak of them."""

from datetime import date

import pytest

from core.figures import Span
from core.periods import Month, Period

FEBRUARY = Month(2024, 2)


def test_a_month_steps_over_the_year() -> None:
    assert Month(2024, 1).plus(-1) == Month(2023, 12)
    assert Month(2024, 12).plus(1) == Month(2025, 1)
    assert [str(month) for month in Month(2024, 2).back(3)] == ["2023-12", "2024-01", "2024-02"]


def test_a_leap_february_ends_on_the_29th() -> None:
    assert FEBRUARY.last == date(2024, 2, 29)
    assert FEBRUARY.last_day_title == "2024年2月29日"
    assert FEBRUARY.eve == date(2024, 1, 31)


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-1", "24-01", "2024-00", "", "abc", "1800-01", "2024-12-01"]
)
def test_what_is_no_month_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="不是月份，请写成 2024-12"):
        Month.parse(text)


def test_the_forms_of_a_figure_mean_days() -> None:
    assert Span.DAY.period(FEBRUARY) == Period(date(2024, 2, 29), date(2024, 2, 29))
    assert Span.MONTH.period(FEBRUARY) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert Span.QUARTER.period(FEBRUARY) == Period(date(2024, 1, 1), date(2024, 2, 29))
    assert Span.QUARTER.period(Month(2024, 12)) == Period(date(2024, 10, 1), date(2024, 12, 31))
    assert Span.YEAR.period(FEBRUARY) == Period(date(2024, 1, 1), date(2024, 2, 29))
    assert Span.TO_DATE.period(FEBRUARY) == Period(date.min, date(2024, 2, 29))


def test_the_forms_are_told_in_words() -> None:
    assert [span.period_words(FEBRUARY) for span in Span] == [
        "截至2024年2月29日",
        "2024年2月",
        "2024年1月至2月",
        "2024年1月至2月",
        "累计至2024年2月29日",
    ]
    assert Span.QUARTER.period_words(Month(2024, 10)) == "2024年10月"
    assert Span.YEAR.period_words(Month(2024, 1)) == "2024年1月"
