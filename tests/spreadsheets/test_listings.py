"""Lists that are read in parts: their order, what they cost, and rows that change on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from branches.models import Committee, Enterprise, Ownership
from spreadsheets.listings import in_order

NAMES = ("丙厂", "甲厂", "丁厂", "乙厂", "戊厂")


@pytest.fixture
def firms(committee: Committee) -> QuerySet[Enterprise]:
    for name in NAMES:
        Enterprise.objects.create(committee=committee, name=name, ownership=Ownership.MIXED)
    return Enterprise.objects.all()


def prepared(rows: Any) -> QuerySet[Any]:  # noqa: ANN401  as in_order() asks for it
    return Enterprise.objects.filter(pk__in=rows.values("pk")).exclude(name="丁厂").order_by("name")


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_order_is_that_of_the_whole_however_it_is_cut(firms: QuerySet[Enterprise], at_once: int) -> None:
    expected = list(prepared(firms).values_list("name", flat=True))
    assert [firm.name for firm in in_order(firms, prepared, at_once)] == expected
    assert len(expected) == 4


def test_only_a_part_is_read_before_it_is_wanted(firms: QuerySet[Enterprise]) -> None:
    with CaptureQueriesContext(connection) as queries:
        rows = in_order(firms, prepared, 2)
        next(rows)
        assert len(queries) == 2
        list(rows)
    assert len(queries) == 3


def test_no_rows_cost_one_query(firms: QuerySet[Enterprise]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert list(in_order(firms.filter(name="己厂"), prepared)) == []
    assert len(queries) == 1


def test_a_row_that_goes_on_the_way_does_not_come_and_one_that_moves_comes_once(
    firms: QuerySet[Enterprise],
) -> None:
    first, second, third, fourth = prepared(firms)
    rows = in_order(firms, prepared, 2)
    found = [next(rows)]
    third.delete()
    Enterprise.objects.filter(pk=first.pk).update(name="龟厂")
    assert [*found, *rows] == [first, second, fourth]
