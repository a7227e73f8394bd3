"""Enterprises for tests, and a short way to enrol somebody who works there; invented, with valid codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from branches.models import Branch, Committee, Enterprise
from members.models import Enrolment, Member
from members.names import pinyin_of

Enrol = Callable[..., Member]


@pytest.fixture
def mill(committee: Committee, branch_one: Branch) -> Enterprise:
    """A non-public enterprise that 第一支部 covers."""
    return Enterprise.objects.create(
        committee=committee,
        name="湖风纺织有限公司",
        credit_code="91430699MA33CPWBC7",
        ownership="non_public",
        covered_by=branch_one,
    )


@pytest.fixture
def quarry(committee: Committee, branch_two: Branch) -> Enterprise:
    """A non-public enterprise that 第二支部 covers."""
    return Enterprise.objects.create(
        committee=committee, name="石岭建材有限公司", ownership="non_public", covered_by=branch_two
    )


@pytest.fixture
def orphan(committee: Committee) -> Enterprise:
    """A non-public enterprise that nobody covers."""
    return Enterprise.objects.create(committee=committee, name="无依食品有限公司", ownership="non_public")


@pytest.fixture
def enrol() -> Enrol:
    """Store somebody who is enrolled in a branch and works at an enterprise."""

    def store(name: str, branch: Branch, enterprise: Enterprise | None = None) -> Member:
        pinyin, initials = pinyin_of(name)
        member = Member.objects.create(
            committee=branch.committee,
            branch=branch,
            name=name,
            name_pinyin=pinyin,
            name_initials=initials,
            enterprise=enterprise,
        )
        Enrolment.objects.create(member=member, branch=branch, started_on=date(2024, 3, 1))
        return member

    return store
