"""Every number is the count of the rows that its page lists, adds up over branches, and has what a page needs."""

from __future__ import annotations

from django.utils.module_loading import import_string

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.figures import EVERYWHERE, FIGURES, Span, asks, compute, counted_in, rows_of
from core.periods import Month
from core.scope import Actor
from tests.stays import fill

MARCH = Month(2024, 3)
COUNTS = {count.key: count for figure in FIGURES for count in counted_in(figure)}.values()


def check_rows(user: Actor, branch: int | None) -> int:
    checked = 0
    numbers = compute(user, asks(FIGURES, [MARCH], tuple(Span)), branch=branch)
    for figure in COUNTS:
        for span in figure.spans:
            rows = rows_of(user, figure, MARCH, span, branch=branch)
            assert rows.count() == (numbers.number(figure, MARCH, span) or 0), (figure.key, span)
            checked += 1
    return checked


def test_each_number_is_the_count_of_its_rows(
    branches: list[Branch], staff: User, secretary_two: User
) -> None:
    fill(branches[0], branches[1])
    for user in (COMMAND_LINE, staff, secretary_two):
        assert check_rows(user, None) == check_rows(user, branches[1].pk)


def test_branches_and_the_committees_own_add_up(branches: list[Branch]) -> None:
    fill(branches[0], branches[1])
    numbers = compute(COMMAND_LINE, asks(FIGURES, [MARCH]))
    for figure in COUNTS:
        if figure.by_branch:
            places = [None, *(branch.pk for branch in branches)]
            parts = [numbers.number(figure, MARCH, place=place) or 0 for place in places]
            assert sum(parts) == numbers.number(figure, MARCH, place=EVERYWHERE), figure.key


def test_each_figure_says_what_it_is_and_where_its_rows_are_listed() -> None:
    for figure in FIGURES:
        assert figure.definition.endswith("。"), figure.key
        assert figure.unit, figure.key
        for count in counted_in(figure):
            assert import_string(count.base.table)
