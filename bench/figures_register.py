"""A large register made by rule from a fixed seed: people come, move between branches, leave and come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from branches.models import Branch, Committee, Enterprise, Ownership
from members.choices import Category, Departure, Education, Occupation, Sex
from members.models import Enrolment, Member

SEED = 20241231
FIRST_DAY, DAYS = date(2019, 1, 1), 2190
FIRMS_IN_BRANCH = 30
BATCH = 2000
LEAVING = [kind for kind in Departure if kind not in (Departure.MOVED, Departure.VOID)]


def fill(members: int, branches: int) -> None:
    """Store one committee with ``branches`` branches, their firms, and ``members`` people with their enrolments."""
    rng = Random(SEED)  # noqa: S311  a fixed seed is the point
    committee = Committee.objects.create(name="测量用党委", short_name="测量党委")
    places = Branch.objects.bulk_create(
        Branch(
            committee=committee,
            name=f"流动党员第{number}支部",
            short_name=f"第{number}支部",
            code=f"b{number}",
            founded_on=FIRST_DAY,
        )
        for number in range(1, branches + 1)
    )
    firms = Enterprise.objects.bulk_create(_firms(rng, committee, places), batch_size=BATCH)
    people = Member.objects.bulk_create(_people(rng, members, committee, places, firms), batch_size=BATCH)
    Enrolment.objects.bulk_create(_enrolments(rng, people, places), batch_size=BATCH)


def _firms(rng: Random, committee: Committee, places: list[Branch]) -> Iterator[Enterprise]:
    for place in places:
        for number in range(FIRMS_IN_BRANCH):
            yield Enterprise(
                committee=committee,
                name=f"{place.short_name}第{number}厂",
                ownership=rng.choice(Ownership.values),
                covered_by=place if rng.random() < 0.95 else None,  # noqa: PLR2004  nearly all
            )


def _people(
    rng: Random, count: int, committee: Committee, places: list[Branch], firms: list[Enterprise]
) -> Iterator[Member]:
    for number in range(count):
        yield Member(
            committee=committee,
            branch=rng.choice(places),
            name=f"测{number}",
            name_pinyin=f"ce{number}",
            sex=rng.choice(Sex.values),
            birth_date=f"{rng.randint(1955, 2004)}-{rng.randint(1, 12):02d}",
            education=rng.choice(Education.values),
            category=rng.choice(Category.values),
            enterprise=rng.choice(firms),
            occupation=rng.choice(Occupation.values),
        )


def _enrolments(rng: Random, people: list[Member], places: list[Branch]) -> Iterator[Enrolment]:
    for member in people:
        start = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        fate = rng.random()
        if fate < 0.15:  # noqa: PLR2004  moved once
            day = start + timedelta(days=rng.randrange(400))
            yield Enrolment(
                member=member,
                branch=rng.choice(places),
                started_on=start,
                ended_on=day,
                outcome=Departure.MOVED,
            )
            yield Enrolment(member=member, branch=member.branch, started_on=day)
        elif fate < 0.35:  # noqa: PLR2004  left
            day = start + timedelta(days=rng.randrange(800))
            outcome = rng.choice(LEAVING)
            yield Enrolment(
                member=member, branch=member.branch, started_on=start, ended_on=day, outcome=outcome
            )
        else:
            yield Enrolment(member=member, branch=member.branch, started_on=start)
