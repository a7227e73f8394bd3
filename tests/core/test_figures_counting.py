"""Figures of a register that was counted by hand (``tests.stays``)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.figures import FIGURES, FigureSet, Span, Split, asks, compute, counted_in
from core.periods import Month
from members.models import Enrolment
from tests.stays import fill, person, stay

MARCH = Month(2024, 3)
ALL = tuple(Span)


def found(user: object = COMMAND_LINE, branch: Branch | None = None, month: Month = MARCH) -> FigureSet:
    months = [month.plus(-1), month]
    return compute(user, asks(FIGURES, months, ALL), branch=branch.pk if branch else None)  # type: ignore[arg-type]  # any kind of user


@pytest.fixture(autouse=True)
def register(branch_one: Branch, branch_two: Branch) -> None:
    fill(branch_one, branch_two)


def test_the_month_is_as_counted_by_hand() -> None:
    values = found().values(FIGURES, MARCH)
    assert {key: number for key, number in values.items() if number} == {
        "members.managed": 6,
        "members.two_new": 2,
        "members.two_new_share": 33.3,
        "members.heads": 1,
        "members.heads_share": 50.0,
        "members.workers": 1,
        "members.workers_share": 50.0,
        "members.arrivals": 4,
        "members.moves_in": 1,
        "members.departures": 2,
        "members.moves_out": 1,
        "members.departures_by_outcome:returned": 1,
        "members.departures_by_outcome:other": 1,
        "members.by_ownership:mixed": 1,
        "members.by_ownership:non_public": 1,
        "members.by_ownership:state": 1,
        "members.by_ownership:none": 3,
        "members.by_occupation:head": 1,
        "members.by_occupation:worker": 1,
        "members.by_occupation:none": 4,
        "members.by_age:to35": 1,
        "members.by_age:36to45": 1,
        "members.by_age:none": 4,
        "members.by_education:bachelor": 1,
        "members.by_education:none": 5,
        "members.by_category:none": 6,
        "members.by_sex:none": 6,
        "branches.branches": 6,
        "branches.enterprises": 4,
        "branches.non_public": 2,
        "branches.covered": 1,
        "branches.coverage": 50.0,
    }
    assert values["members.talent_share"] == 0.0
    assert values["branches.partnerships"] == 0


def test_each_branch_is_as_counted_by_hand(branch_one: Branch, branch_two: Branch) -> None:
    keys = ("managed", "arrivals", "moves_in", "departures", "moves_out")
    figures = [FIGURES[f"members.{key}"] for key in keys]
    numbers = found()
    assert [numbers.number(f, MARCH, place=branch_one.pk) for f in figures] == [3, 2, 0, 1, 1]
    assert [numbers.number(f, MARCH, place=branch_two.pk) for f in figures] == [3, 2, 1, 1, 0]
    managed = FIGURES["members.managed"]
    before = MARCH.plus(-1)
    assert numbers.number(managed, before, place=branch_one.pk) == 3
    assert numbers.number(managed, before, place=branch_two.pk) == 1


def test_a_flow_is_told_for_a_month_a_quarter_a_year_and_all_so_far() -> None:
    arrivals = FIGURES["members.arrivals"]
    april = Month(2024, 4)
    wanted = compute(COMMAND_LINE, asks([arrivals], [MARCH, april], arrivals.spans))
    spans = (Span.MONTH, Span.QUARTER, Span.YEAR, Span.TO_DATE)
    assert [wanted.number(arrivals, MARCH, span) for span in spans] == [4, 8, 8, 9]
    assert [wanted.number(arrivals, april, span) for span in spans] == [0, 0, 8, 9]


def test_one_branch_asked_for_is_its_row_of_all(branch_one: Branch, branch_two: Branch) -> None:
    together = found()
    for branch in (branch_one, branch_two):
        alone = found(branch=branch)
        for figure in FIGURES:
            assert alone.number(figure, MARCH) == together.number(figure, MARCH, place=branch.pk), figure.key


def test_what_belongs_to_the_whole_committee_has_no_number_for_a_branch(branch_one: Branch) -> None:
    values = found(branch=branch_one).values(FIGURES, MARCH)
    assert values["branches.coverage"] is None
    assert values["branches.partnerships"] is None
    assert values["branches.branches"] == 1


def test_of_nothing_there_is_no_share(branches: list[Branch]) -> None:
    assert found(branch=branches[5]).values(FIGURES, MARCH)["members.two_new_share"] is None


def test_a_secretary_counts_their_own_branch(secretary_one: User, branch_one: Branch) -> None:
    own = found(secretary_one).values(FIGURES, MARCH)
    assert own["members.managed"] == 3
    assert own["branches.branches"] == 1
    assert own["branches.enterprises"] == 4


def test_nobody_counts_another_committees_rows(
    other_staff: User, outsider: User, other_branch: Branch
) -> None:
    stay(person(other_branch, "外一"), other_branch, "2024-01-01")
    assert found(other_staff).values(FIGURES, MARCH)["members.managed"] == 1
    assert found(outsider).values(FIGURES, MARCH)["members.managed"] == 0
    assert found().values(FIGURES, MARCH)["members.managed"] == 7


def test_a_move_there_and_back_on_one_day_is_no_arrival(branch_one: Branch, branch_two: Branch) -> None:
    before = found()
    member = person(branch_one, "来回")
    stay(member, branch_one, "2024-01-20", "2024-03-08", "moved")
    stay(member, branch_two, "2024-03-08", "2024-03-08", "moved")
    stay(member, branch_one, "2024-03-08")
    after = found()
    changes = {
        key: (after.number(FIGURES[key], MARCH) or 0) - (before.number(FIGURES[key], MARCH) or 0)
        for key in ("members.managed", "members.arrivals", "members.moves_in", "members.moves_out")
    }
    assert changes == {
        "members.managed": 1,
        "members.arrivals": 0,
        "members.moves_in": 2,
        "members.moves_out": 2,
    }


@pytest.mark.parametrize(
    ("born", "part"),
    [
        ("1988-12-31", "36to45"),
        ("1989-01-01", "to35"),
        ("1989", "to35"),
        ("1988", "36to45"),
        ("1988-12", "36to45"),
        ("1978-12-31", "46to55"),
        ("1979-01-01", "36to45"),
        ("1963-12-31", "from61"),
        ("1964", "56to60"),
    ],
)
def test_age_is_taken_on_the_last_day(branch_one: Branch, born: str, part: str) -> None:
    december = Month(2024, 12)
    before = found(month=december).values(FIGURES, december)[f"members.by_age:{part}"]
    stay(person(branch_one, "某人", birth_date=born), branch_one, "2024-01-20")
    after = found(month=december).values(FIGURES, december)[f"members.by_age:{part}"]
    assert before is not None
    assert after == before + 1


def test_on_the_29th_of_february_ages_are_taken_too(branch_one: Branch) -> None:
    february = Month(2024, 2)
    stay(person(branch_one, "某人", birth_date="1989-02-28"), branch_one, "2024-01-20")
    assert found(month=february).values(FIGURES, february)["members.by_age:to35"] == 2


def test_all_bases_take_one_query_for_any_number_of_figures_and_branches(
    branches: list[Branch], staff: User, secretary_one: User
) -> None:
    headlines = [figure for figure in FIGURES if not isinstance(figure, Split)]
    assert len({count.base for figure in headlines for count in counted_in(figure)}) > 20
    for user in (staff, secretary_one):
        assert user.held
        with CaptureQueriesContext(connection) as queries:
            compute(user, asks(headlines, [MARCH]))
        assert len(queries) == 1
    register = [figure for figure in FIGURES if counted_in(figure)[0].base.model is Enrolment]
    with CaptureQueriesContext(connection) as queries:
        numbers = compute(staff, asks(register, MARCH.back(24)))
    assert len(queries) == 4  # 1,224 numbers of the register in four queries of at most 400
    assert numbers.values(register, MARCH) == found(staff).values(register, MARCH)


def test_what_was_not_asked_for_is_no_zero() -> None:
    with pytest.raises(KeyError):
        compute(COMMAND_LINE, []).number(FIGURES["members.managed"], MARCH)
