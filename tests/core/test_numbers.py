"""Numbers as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from core.numbers import Number, direction, percent1, signed, thousands
from core.periods import Month


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (112, "112"),
        (5000, "5,000"),
        (1_000_000, "1,000,000"),
        (24000.5, "24,000.5"),
        (-3, "−3"),
        (0, "0"),
        (None, "—"),
    ],
)
def test_thousands(value: Number | None, words: str) -> None:
    assert thousands(value) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (3, "+3"),
        (-3, "−3"),
        (0, "持平"),
        (0.04, "持平"),
        (-1.25, "−1.3"),
        (1200, "+1,200"),
        (10.0, "+10"),
        (None, "—"),
    ],
)
def test_signed(change: Number | None, words: str) -> None:
    assert signed(change) == words


@pytest.mark.parametrize(
    ("change", "name"), [(3, "up"), (-0.1, "down"), (0, "level"), (0.04, "level"), (None, "level")]
)
def test_direction_is_that_of_the_words(change: Number | None, name: str) -> None:
    assert direction(change) == name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (98.18, "98.2%"),
        (100, "100.0%"),
        (Decimal("0.25"), "0.3%"),
        (0, "0.0%"),
        (-1.25, "−1.3%"),
        (None, "—"),
    ],
)
def test_percent(value: Number | None, words: str) -> None:
    assert percent1(value) == words


@pytest.mark.parametrize("value", [Month(2024, 12), date(2024, 12, 31), "2024-12"])
def test_month_words(value: object) -> None:
    assert Template("{{ value|month_words }}").render(Context({"value": value})) == "2024年12月"
