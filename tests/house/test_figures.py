"""Every declared figure is its rows: on the demo, in two months, for the committee and for each branch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from branches.models import Branch
from core.figures import FIGURES, CountedFigure, FigureSet, Share, asks, compute, counted_in, rows_of
from core.figures.engine import AGGREGATES
from core.figures.spans import Span
from core.figures.values import percent
from core.periods import Month
from tests.demo_data import loaded_demo
from tests.house.world import is_shared

MONTHS = (Month(2024, 12), Month(2021, 6))
COUNTED: dict[str, CountedFigure] = {count.key: count for figure in FIGURES for count in counted_in(figure)}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demo once for all tests here, which only read."""
    with django_db_blocker.unblock(), loaded_demo():
        yield


@pytest.fixture
def staff(db: None) -> User:
    """Somebody of the demo's office."""
    return User.objects.get(username="dangwei")


def computed(user: Any, branch: Branch | None = None) -> FigureSet:  # noqa: ANN401  any actor
    wanted = asks(COUNTED.values(), MONTHS, Span)
    return compute(user, wanted, branch=branch.pk if branch else None)


def cells() -> list[tuple[CountedFigure, Month, Span]]:
    return [(f, month, span) for f in COUNTED.values() for month in MONTHS for span in f.spans]


def counted(rows: Any, figure: CountedFigure) -> Any:  # noqa: ANN401  what the figure measures
    return rows.aggregate(n=figure.measure(Q()))["n"] or 0


def test_each_number_is_that_of_its_rows(staff: User) -> None:
    places = [None, *Branch.objects.all()]
    wrong = []
    for place in places:
        found, key = computed(staff, place), place.pk if place else None
        for figure, month, span in cells():
            if place and not figure.by_branch:
                continue
            number = found.number(figure, month, span)
            rows = rows_of(staff, figure, month, span, branch=key)
            if number != counted(rows, figure):
                wrong.append(f"{figure.key} {month} {span} {place}: {number} is not {counted(rows, figure)}")
    assert wrong == []


def test_numbers_add_up_over_branches(staff: User) -> None:
    whole, branches = computed(staff), [computed(staff, branch) for branch in Branch.objects.all()]
    wrong = []
    for figure, month, span in cells():
        if not figure.by_branch:
            continue
        rows = rows_of(staff, figure, month, span)
        unowned = counted(rows.filter(**{f"{figure.base.place}__isnull": True}), figure)
        parts = [found.number(figure, month, span) or 0 for found in branches]
        if sum(parts) + unowned != whole.number(figure, month, span):
            wrong.append(f"{figure.key} {month} {span}: {parts} + {unowned}")
    assert wrong == []


def test_a_secretary_reads_what_the_committee_reads_of_the_branch(staff: User) -> None:
    branch = Branch.objects.get(code="b2")
    theirs, ours = computed(User.objects.get(username="shuji2")), computed(staff, branch)
    wrong = [
        f"{figure.key} {month} {span}"
        for figure, month, span in cells()
        if figure.by_branch and not is_shared(figure.base.model)
        if theirs.number(figure, month, span) != ours.number(figure, month, span)
    ]
    assert wrong == []


def test_shares_are_those_of_their_counts(staff: User) -> None:
    found = computed(staff)
    for figure in FIGURES:
        if isinstance(figure, Share):
            part, whole = (counted(rows_of(staff, f, MONTHS[0]), f) for f in (figure.part, figure.whole))
            assert found.counts_of(figure, MONTHS[0]) == (part, whole), figure.key
            assert found.number(figure, MONTHS[0]) == percent(part, whole), figure.key


def test_relations_hold_in_every_month_of_a_year(staff: User) -> None:
    months = [Month(2024, number) for number in range(1, 13)]
    wanted = [ask for relation in FIGURES.relations for month in months for ask in relation.asks(month)]
    found = compute(staff, wanted)
    checks = [relation.check(found, month) for relation in FIGURES.relations for month in months]
    assert [check.words for check in checks if not check.holds] == []


@pytest.mark.parametrize("who", ["dangwei", "shuji2"])
def test_pages_list_as_many_rows_as_they_count(who: str, db: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username=who), backend="django.contrib.auth.backends.ModelBackend")
    wrong = []
    for figure in FIGURES:
        page = client.get(reverse("reports:figure", args=[figure.key]), {"month": "2024-12"})
        drilldown = page.context["page"]
        number = drilldown.found.number(drilldown.counted, MONTHS[0], drilldown.span)
        listed = page.context["table"].paginator.count
        if (listed, number) != (drilldown.rows.count(), counted(drilldown.rows, drilldown.counted)):
            wrong.append(f"{figure.key}: {number} is not that of {listed} rows")
    assert wrong == []


def test_all_figures_cost_one_query_for_400_numbers(staff: User) -> None:
    staff.has_perm("reports.view_dashboard")
    with CaptureQueriesContext(connection) as queries:
        compute(staff, asks(COUNTED.values(), [MONTHS[0]]))
    assert len(queries) == 1
    assert 150 < len(COUNTED) <= AGGREGATES
