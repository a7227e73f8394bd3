from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.partial_dates import PartialDate, PartialDateInput


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("1998", date(1998, 1, 1), date(1998, 12, 31), "1998年"),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29), "2000年2月"),
        ("1998-07-01", date(1998, 7, 1), date(1998, 7, 1), "1998年7月1日"),
    ],
)
def test_what_it_may_mean(text: str, earliest: date, latest: date, words: str) -> None:
    day = PartialDate.parse(text)
    assert (day.earliest, day.latest, day.words) == (earliest, latest, words)


@pytest.mark.parametrize(
    "text", ["", "98", "0000", "1998-13", "1998-02-30", "1998-7", "１９９８", "1998-07-01 "]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the calendar's own words differ
        PartialDate.parse(text)


def test_surely_before() -> None:
    year, month = PartialDate("1998"), PartialDate("1998-07")
    assert [year.surely_before(month), month.surely_before(year)] == [False, False]
    assert PartialDate("1997").surely_before(month) is True


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("1998", "1998"),
        ("1998年", "1998"),
        ("1998.7", "1998-07"),
        ("1998年7月", "1998-07"),
        ("1998/7/1", "1998-07-01"),
        ("1998年7月1日", "1998-07-01"),
        ("19980701", "1998-07-01"),
    ],
)
def test_as_people_type_it(typed: str, kept: str) -> None:
    assert PartialDateInput(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["七月", "1998-02-30", "199807", "0000", "1998-07-01-02"])
def test_refused_in_a_sentence(typed: str) -> None:
    field: forms.Field = PartialDateInput(required=False)
    with pytest.raises(ValidationError, match="日期请写成 1998、1998-07 或 1998-07-01，且须真实存在。"):
        field.clean(typed)
