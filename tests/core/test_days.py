from datetime import date

import pytest
from django.db.models import F, Value

from branches.models import Branch, Committee
from core.days import PlusDays, PlusMonths


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 12, 30), 3, date(2025, 1, 2)),
        (date(2024, 3, 1), 0, date(2024, 3, 1)),
        (date(2024, 3, 1), -1, date(2024, 2, 29)),
    ],
)
def test_days(committee: Committee, day: date, count: int, then: date) -> None:
    rows = Committee.objects.annotate(then=PlusDays(Value(day), Value(count)))
    assert rows.values_list("then", flat=True).get() == then


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2024, 1, 15), 3, date(2024, 4, 15)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 8, 31), 1, date(2024, 9, 30)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months(committee: Committee, day: date, count: int, then: date) -> None:
    rows = Committee.objects.annotate(then=PlusMonths(Value(day), Value(count)))
    assert rows.values_list("then", flat=True).get() == then


def test_of_columns_and_settings(branch_one: Branch) -> None:
    Committee.objects.update(term_notice_days=10, contact_months=2)
    Branch.objects.update(term_ends_on=date(2025, 1, 25))
    notice = PlusDays(Value(date(2025, 1, 15)), F("committee__term_notice_days"))
    own = Branch.objects.filter(pk=branch_one.pk)
    assert own.filter(term_ends_on__lte=notice).exists()
    assert not own.filter(term_ends_on__lt=notice).exists()
    then = PlusMonths(F("term_ends_on"), F("committee__contact_months"))
    assert own.annotate(then=then).values_list("then", flat=True).get() == date(2025, 3, 25)
