"""The demo adds up to what the article tells, counted by the code that counts everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count
from pytest_django import DjangoDbBlocker

from accounts.system import COMMAND_LINE
from branches import credit_codes
from branches.models import Branch, Committee, Enterprise, Partnership
from core.figures import FIGURES, asks, compute
from core.periods import Month
from members.actions import EDITABLE
from members.choices import Departure
from members.models import Contact, Enrolment, Member
from members.rules import faults_of
from tests.demo_data import ARTICLE, TODAY, loaded_demo

DECEMBER = Month(2024, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Committee]:
    """Load the demo once for all tests here, which only read."""
    with django_db_blocker.unblock(), loaded_demo() as committee:
        yield committee


PROSE = {"two_new": "98%", "heads": "19%", "workers": "71%", "talent": "10%"}


@pytest.mark.parametrize("key", ARTICLE)
def test_figures_of_december_2024(key: str) -> None:
    figure = FIGURES[key]
    found = compute(COMMAND_LINE, asks([figure], [DECEMBER]))
    assert found.number(figure, DECEMBER) == ARTICLE[key]


def test_shares_in_the_prose_of_the_article() -> None:
    figures = [FIGURES[f"members.{name}_share"] for name in PROSE]
    found = compute(COMMAND_LINE, asks(figures, [DECEMBER]))
    told = [f"{found.number(figure, DECEMBER):.0f}%" for figure in figures]
    assert told == list(PROSE.values())


def test_the_command_prints_every_key() -> None:
    out = StringIO()
    call_command("figures", "--month", "2024-12", "--json", stdout=out)
    printed = json.loads(out.getvalue())
    assert {key: printed[key] for key in ARTICLE} == ARTICLE


@pytest.mark.parametrize("day", [date(2024, 12, 31), TODAY])
def test_as_many_members_today_as_then(day: date) -> None:
    managed = Enrolment.objects.on(day)
    by_branch = managed.values_list("branch__code").annotate(Count("pk")).order_by("branch__code")
    assert list(by_branch) == [("b1", 26), ("b2", 22), ("b3", 19), ("b4", 17), ("b5", 15), ("b6", 13)]
    by_occupation = managed.values_list("member__occupation").annotate(Count("pk"))
    assert dict(by_occupation) == {"head": 21, "worker": 78, "talent": 11, "other": 2}


def test_members_grow_over_the_years() -> None:
    stock = [Enrolment.objects.on(date(year, 12, 31)).count() for year in range(2019, 2025)]
    assert stock == [34, 58, 73, 97, 108, 112]


def test_126_people_settled_by_the_end_of_2024() -> None:
    settled = Enrolment.objects.filter(outcome=Departure.SETTLED, ended_on__lte=DECEMBER.last)
    assert settled.values("member").distinct().count() == 126
    years = settled.values_list("ended_on__year").annotate(Count("pk")).order_by("ended_on__year")
    assert list(years) == [(2019, 6), (2020, 15), (2021, 22), (2022, 27), (2023, 30), (2024, 26)]
    assert not settled.filter(member__in=Enrolment.objects.on(TODAY).values("member")).exists()


def test_people_left_in_every_way() -> None:
    outcomes = set(Enrolment.objects.exclude(outcome="").values_list("outcome", flat=True))
    assert outcomes == set(Departure.values) - {Departure.VOID}


def test_everybody_passes_the_rules_of_the_register() -> None:
    faulty = [
        (member.name, faults)
        for member in Member.objects.all()
        if (faults := faults_of({name: getattr(member, name) for name in EDITABLE}, today=TODAY))
    ]
    assert faulty == []


def test_nobody_is_anybody() -> None:
    people = Member.objects.all()
    assert {member.national_id[4:6] for member in people} == {"98"}  # no county's code ends so
    assert {member.phone[:7] for member in people if member.phone} == {"1380073"}
    assert len({member.name for member in people}) == len(people)


def test_partial_dates_and_gaps_occur() -> None:
    people = list(Member.objects.all())
    assert {len(member.joined_on) for member in people} == {4, 7, 10}
    assert any(not member.phone for member in people)
    assert any(member.category == "probationary" for member in people)


def test_nobody_worked_where_the_firm_was_not() -> None:
    early = [
        enrolment
        for enrolment in Enrolment.objects.on(TODAY).select_related("member__enterprise")
        if (firm := enrolment.member.enterprise) is None
        or firm.left_on
        or firm.arrived_on is None
        or firm.arrived_on > enrolment.started_on
    ]
    assert early == []


def test_every_credit_code_is_valid() -> None:
    assert [e.name for e in Enterprise.objects.all() if credit_codes.fault_of(e.credit_code)] == []


def test_firms_that_sheets_name_are_there() -> None:
    names = {
        "盛亚体育用品有限公司",
        "公元管道（湖南）有限公司",
        "攀华新材料有限公司",
        "中瑞智创三维科技有限公司",
        "华新电子科技有限公司",
        "临港物流有限公司",
    }
    hosts = Branch.objects.values_list("host__name", flat=True)
    assert set(hosts) == names


def test_some_contacts_are_overdue_and_most_are_not() -> None:
    recent = Contact.objects.filter(on__gt=date(2026, 8, 23)).values("member")
    overdue = Enrolment.objects.on(TODAY).exclude(member__in=recent).count()
    assert 3 <= overdue <= 20
    assert not Contact.objects.filter(on__gt=TODAY).exists()


def test_the_partnership_is_that_with_jingzhou() -> None:
    assert [(p.region, p.started_on) for p in Partnership.objects.all()] == [
        ("湖北省荆州市", date(2021, 9, 17))
    ]
