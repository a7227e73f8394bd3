from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from accounts.system import COMMAND_LINE
from branches.models import Branch, Committee
from core.partial_dates import PartialDate
from members import due
from members.actions import check_card, end_enrolment, log_contact
from members.choices import CardResult, Category
from members.models import Member, MemberQuerySet
from members.rules import doubts_of
from tests.register import ZENG, Enter, numbered_id

TODAY = date(2025, 1, 15)
Narrow = Callable[[MemberQuerySet, date], MemberQuerySet]


def names(narrow: Narrow) -> list[str]:
    rows: MemberQuerySet = Member.objects.all()
    return [member.name for member in narrow(rows, TODAY)]


@pytest.mark.parametrize(
    ("arrived", "contacted", "waits"),
    [
        (date(2024, 10, 15), None, True),
        (date(2024, 10, 16), None, False),
        (date(2024, 1, 1), date(2024, 10, 15), True),
        (date(2024, 1, 1), date(2024, 10, 16), False),
        (date(2024, 12, 1), date(2024, 6, 1), False),
    ],
)
def test_contact_is_due_three_months_after_the_last_or_after_arrival(
    enter: Enter, branch_one: Branch, arrived: date, contacted: date | None, *, waits: bool
) -> None:
    zeng = enter(branch_one, started_on=arrived, **ZENG)
    if contacted:
        log_contact(by=COMMAND_LINE, member=zeng, on=contacted, kind="talk", summary="好")
    assert names(due.contact_due) == (["曾小红"] if waits else [])


def test_who_has_left_waits_for_nothing(zeng: Member) -> None:
    assert names(due.contact_due) == ["曾小红"]
    end_enrolment(by=COMMAND_LINE, member=zeng, on=date(2024, 9, 1), outcome="returned")
    assert names(due.contact_due) == []


def test_the_longest_wait_comes_first_by_the_committees_own_months(
    enter: Enter, branch_one: Branch, committee: Committee
) -> None:
    enter(branch_one, name="甲一", national_id=numbered_id(1), started_on=date(2024, 9, 1))
    enter(branch_one, name="乙二", national_id=numbered_id(2), started_on=date(2024, 6, 1))
    assert names(due.contact_due) == ["乙二", "甲一"]
    Committee.objects.filter(pk=committee.pk).update(contact_months=6)
    assert names(due.contact_due) == ["乙二"]


@pytest.mark.parametrize(
    ("arrived", "values", "waits"),
    [
        (date(2024, 12, 15), {}, True),
        (date(2024, 12, 16), {}, False),
        (date(2024, 6, 1), {"home_organisation": "三市镇党委"}, True),
        (date(2024, 6, 1), {"home_organisation": "三市镇党委", "card_number": "XG1"}, False),
    ],
)
def test_registered_is_who_has_number_home_and_card(
    enter: Enter, branch_one: Branch, arrived: date, values: dict[str, str], *, waits: bool
) -> None:
    enter(branch_one, started_on=arrived, **ZENG, **values)
    assert names(due.unregistered) == (["曾小红"] if waits else [])


@pytest.mark.parametrize(
    ("joined", "waits", "ends"),
    [
        ("2024-02-14", True, date(2025, 2, 14)),
        ("2024-02-15", False, None),
        ("2024-02", True, date(2025, 2, 28)),
        ("2024-03", False, None),
        ("2024", True, date(2025, 12, 31)),
        ("2023-06-01", True, date(2024, 6, 1)),
        ("2024-02-29", False, None),
        ("", False, None),
    ],
)
def test_probation_ends_after_a_year(
    enter: Enter, branch_one: Branch, joined: str, ends: date | None, *, waits: bool
) -> None:
    values = {**ZENG, "category": "probationary", "joined_on": PartialDate(joined), "confirmed_on": ""}
    zeng = enter(branch_one, **values)
    assert names(due.probation_ending) == (["曾小红"] if waits else [])
    assert ends is None or due.end_of_probation(zeng) == ends


@pytest.mark.parametrize(
    ("joined", "words"), [("2024", "2025年"), ("2024-02", "2025年2月"), ("2024-02-29", "2025年3月1日")]
)
def test_the_end_is_told_as_far_as_it_is_known(joined: str, words: str) -> None:
    assert due.end_of_probation_words(Member(joined_on=PartialDate(joined))) == words


def test_a_29_february_ends_on_the_first_of_march() -> None:
    assert due.end_of_probation(Member(joined_on=PartialDate("2024-02-29"))) == date(2025, 3, 1)


def test_full_members_and_leavers_are_on_no_probation(zeng: Member) -> None:
    assert names(due.probation_ending) == []


def test_cards_are_due_from_the_committees_month_until_checked(
    enter: Enter, branch_one: Branch, committee: Committee
) -> None:
    zeng = enter(branch_one, **ZENG, card_number="XG2024001")
    assert names(due.card_check_due) == []
    Committee.objects.filter(pk=committee.pk).update(card_check_month=1)
    assert names(due.card_check_due) == ["曾小红"]
    check_card(by=COMMAND_LINE, member=zeng, year=2025, on=TODAY, result=CardResult.PASSED)
    assert names(due.card_check_due) == []


def test_without_phone(enter: Enter, branch_one: Branch) -> None:
    enter(branch_one, **ZENG)
    enter(branch_one, name="甲一", national_id=numbered_id(1))
    assert [member.name for member in due.without_phone(Member.objects.all())] == ["甲一"]


DATES = ["", "1990", "1990-06", "1990-06-15", "2008", "2008-06", "2008-06-15", "2022", "2023", "2023-01", "2023-01-14",
         "2023-01-15", "2023-01-16", "2023-02", "2024", "2024-01", "2024-01-15", "2024-01-16", "2024-06"]  # fmt: skip


def test_the_database_doubts_what_the_rules_doubt(branch_one: Branch) -> None:
    """Every combination of dates, known by year, month or day: the query and the function agree."""
    births, doubted, seen = ["", "1990", "1990-06", "1990-06-15", "2005-01-15"], set(), 0
    for order, (born, joined, category) in enumerate(product(births, DATES, ["", *Category.values])):
        record = {"birth_date": born, "joined_on": joined, "category": category}
        member = Member.objects.create(
            committee=branch_one.committee, branch=branch_one, name=f"甲{order}", **record
        )
        member.enrolments.create(branch=branch_one, started_on=date(2024, 3, 1))
        seen += 1
        if doubts_of(record, today=TODAY):
            doubted.add(member.name)
    assert seen == len(births) * len(DATES) * 3
    assert 20 < len(doubted) < seen - 20
    assert set(names(due.doubtful)) == doubted
