"""The cast: two committees with their branches, and the people who work for them, as fixtures for every test.

All of them log in with :data:`PASSWORD`. Nobody here is a real person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import Client, override_settings

from accounts.models import Assignment, User
from accounts.roles import Role
from branches.models import Branch, Committee

PASSWORD = "rain on the quay, wind in the reeds"
NUMERALS = "一二三四五六"


class QuickHasher(PBKDF2PasswordHasher):
    """The portal's own hashing in a thousandth of its rounds: a test that logs in should not wait a second for it."""

    iterations = 1000


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords quickly as long as the tests run."""
    with override_settings(PASSWORD_HASHERS=[f"{QuickHasher.__module__}.{QuickHasher.__name__}"]):
        yield


@cache
def _password_hash() -> str:
    return make_password(PASSWORD)


def person(username: str, name: str, committee: Committee | None) -> User:
    """Store somebody without a role who need not change the password."""
    return User.objects.create(
        username=username,
        name=name,
        committee=committee,
        password=_password_hash(),
        must_change_password=False,
    )


def give(
    user: User, role: Role, *, branch: Branch | None = None, committee: Committee | None = None
) -> Assignment:
    """Store an assignment of ``role``; without a place it reaches the whole deployment."""
    return Assignment.objects.create(user=user, role=role, branch=branch, committee=committee)


@pytest.fixture
def committee(db: None) -> Committee:
    """The committee of the harbour park."""
    return Committee.objects.create(name="港区流动党员党委", short_name="港区党委", region_code="430600")


@pytest.fixture
def branches(committee: Committee) -> list[Branch]:
    """Its six branches: 流动党员第一支部, short 第一支部, code b1, and so on."""
    return [
        Branch.objects.create(
            committee=committee,
            name=f"流动党员第{numeral}支部",
            short_name=f"第{numeral}支部",
            code=f"b{number}",
        )
        for number, numeral in enumerate(NUMERALS, start=1)
    ]


@pytest.fixture
def branch_one(branches: list[Branch]) -> Branch:
    """第一支部."""
    return branches[0]


@pytest.fixture
def branch_two(branches: list[Branch]) -> Branch:
    """第二支部."""
    return branches[1]


@pytest.fixture
def secretary_one(branch_one: Branch) -> User:
    """The secretary of 第一支部."""
    user = person("shuji1", "周明远", branch_one.committee)
    give(user, Role.SECRETARY, branch=branch_one)
    return user


@pytest.fixture
def secretary_two(branch_two: Branch) -> User:
    """The secretary of 第二支部."""
    user = person("shuji2", "吴秋芳", branch_two.committee)
    give(user, Role.SECRETARY, branch=branch_two)
    return user


@pytest.fixture
def staff(committee: Committee) -> User:
    """Somebody of the committee's office."""
    user = person("dangwei", "郑国强", committee)
    give(user, Role.STAFF, committee=committee)
    return user


@pytest.fixture
def administrator(committee: Committee) -> User:
    """The administrator of the committee."""
    user = person("guanli", "冯静怡", committee)
    give(user, Role.ADMINISTRATOR, committee=committee)
    return user


@pytest.fixture
def auditor(committee: Committee) -> User:
    """The auditor of the committee."""
    user = person("shenji", "陈岩松", committee)
    give(user, Role.AUDITOR, committee=committee)
    return user


@pytest.fixture
def outsider(committee: Committee) -> User:
    """Somebody with an account and no role."""
    return person("luren", "褚新民", committee)


@pytest.fixture
def operator(db: None) -> User:
    """The administrator of the whole deployment, who belongs to no committee."""
    user = person("yunwei", "卫长空", None)
    give(user, Role.ADMINISTRATOR)
    return user


@pytest.fixture
def other_committee(db: None) -> Committee:
    """The committee of another park in the same deployment."""
    return Committee.objects.create(name="湖东园区流动党员党委", short_name="湖东党委", region_code="421000")


@pytest.fixture
def other_branch(other_committee: Committee) -> Branch:
    """A branch of the other committee."""
    return Branch.objects.create(
        committee=other_committee, name="湖东流动党员第一支部", short_name="湖东一支部", code="b1"
    )


@pytest.fixture
def other_staff(other_committee: Committee) -> User:
    """Somebody of the other committee's office."""
    user = person("hudong", "蒋思源", other_committee)
    give(user, Role.STAFF, committee=other_committee)
    return user


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Give a browser in which somebody is logged in, without going through the login page."""

    def open_for(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_for
