"""Numbers of suggestions: one after another, for each committee and year."""

from __future__ import annotations

from datetime import date

import pytest

from branches.models import Committee
from contributions.models import Suggestion
from contributions.numbers import next_number, next_numbers

pytestmark = pytest.mark.django_db


def store(committee: Committee, number: str) -> None:
    Suggestion.objects.create(
        committee=committee,
        number=number,
        title="加装充电桩",
        source="meeting",
        handed_in_on=date(2024, 3, 1),
    )


def test_the_first_of_a_year(committee: Committee) -> None:
    assert next_number(committee, 2024) == "JY-2024-0001"


def test_years_and_committees_count_for_themselves(committee: Committee, other_committee: Committee) -> None:
    store(committee, "JY-2024-0007")
    store(other_committee, "JY-2024-0031")
    assert next_numbers(committee, [2024, 2023, 2024]) == ["JY-2024-0008", "JY-2023-0001", "JY-2024-0009"]


def test_what_was_brought_from_elsewhere_does_not_count(committee: Committee) -> None:
    for number in ("JY-2024-0003", "JY-2024-9", "JY-2024-x0010", "2024-0099"):
        store(committee, number)
    assert next_number(committee, 2024) == "JY-2024-0004"


def test_after_four_digits_come_five(committee: Committee) -> None:
    for number in ("JY-2024-9999", "JY-2024-10000"):
        store(committee, number)
    assert next_number(committee, 2024) == "JY-2024-10001"
