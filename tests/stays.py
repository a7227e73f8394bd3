"""A small register, counted by hand, that has every way of coming and going in March 2024.

====  ======  ==========================  ==================================================
who   branch  from – until                what
====  ======  ==========================  ==================================================
A     one     01-10 –                     worker at a private firm, born 1990-05-01, 大学
B     one     03-01 –                     head of a mixed firm, arrives on the first day
C     one     02-01 – 03-31               returns home on the last day
D     one     01-05 – 03-15               moved …
D     two     03-15 –                     … to the second branch
E     two     03-31 –                     at a state enterprise, arrives on the last day
F     two     03-10 – 03-10               comes and goes on one day
G     two     2023-06-01 – 02-29          lost on the day before the month
G     one     03-20 –                     comes back
H     two     03-05 – 03-05               entered in error, counts nowhere
I     two     01-01 –                     nothing known
====  ======  ==========================  ==================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from branches.models import Branch, Enterprise, Ownership
from members.choices import Departure, Education, Occupation
from members.models import Enrolment, Member


@dataclass
class Register:
    """The people by letter, and their firms."""

    people: dict[str, Member]
    firms: dict[str, Enterprise]


def firm(branch: Branch, name: str, ownership: Ownership, **values: Any) -> Enterprise:  # noqa: ANN401  of the model
    """Store an enterprise of the branch's committee."""
    return Enterprise.objects.create(committee=branch.committee, name=name, ownership=ownership, **values)


def person(branch: Branch, name: str, **values: Any) -> Member:  # noqa: ANN401  of the model
    """Store somebody who is, or was last, in ``branch``."""
    return Member.objects.create(
        committee=branch.committee, branch=branch, name=name, name_pinyin=name.lower(), **values
    )


def stay(member: Member, branch: Branch, first: str, last: str = "", outcome: str = "") -> Enrolment:
    """Store an enrolment between two days."""
    ended_on = date.fromisoformat(last) if last else None
    return Enrolment.objects.create(
        member=member, branch=branch, started_on=date.fromisoformat(first), ended_on=ended_on, outcome=outcome
    )


def fill(one: Branch, two: Branch) -> Register:
    """Store the whole table above."""
    firms = {
        "private": firm(one, "甲厂", Ownership.NON_PUBLIC, covered_by=one),
        "mixed": firm(one, "乙厂", Ownership.MIXED, covered_by=two),
        "state": firm(one, "丙厂", Ownership.STATE),
        "uncovered": firm(one, "丁厂", Ownership.NON_PUBLIC, arrived_on=date(2024, 3, 31)),
    }
    a = person(
        one,
        "甲一",
        enterprise=firms["private"],
        occupation=Occupation.WORKER,
        birth_date="1990-05-01",
        education=Education.BACHELOR,
    )
    b = person(one, "乙二", enterprise=firms["mixed"], occupation=Occupation.HEAD, birth_date="1988")
    c, d, e = person(one, "丙三"), person(two, "丁四"), person(two, "戊五", enterprise=firms["state"])
    f, g, h, i = person(two, "己六"), person(one, "庚七"), person(two, "辛八"), person(two, "壬九")
    stay(a, one, "2024-01-10")
    stay(b, one, "2024-03-01")
    stay(c, one, "2024-02-01", "2024-03-31", Departure.RETURNED)
    stay(d, one, "2024-01-05", "2024-03-15", Departure.MOVED)
    stay(d, two, "2024-03-15")
    stay(e, two, "2024-03-31")
    stay(f, two, "2024-03-10", "2024-03-10", Departure.OTHER)
    stay(g, two, "2023-06-01", "2024-02-29", Departure.LOST)
    stay(g, one, "2024-03-20")
    stay(h, two, "2024-03-05", "2024-03-05", Departure.VOID)
    stay(i, two, "2024-01-01")
    return Register(dict(zip("ABCDEFGHI", (a, b, c, d, e, f, g, h, i), strict=True)), firms)
