"""Accounts for each role; they share one password, which is printed and therefore good for a demo only."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import Assignment, User
from accounts.roles import Role
from branches.models import Branch, Committee
from config.demo.stored import store

PASSWORD = "Nuanliu-2024"  # noqa: S105  printed by loaddemo on purpose


@dataclass(frozen=True)
class Account:
    """Somebody who logs in to the demo."""

    username: str
    name: str
    role: Role
    branch: str = ""


ACCOUNTS = (
    Account("shuji1", "欧阳湘云", Role.SECRETARY, "b1"),
    Account("shuji2", "单志红", Role.SECRETARY, "b2"),
    Account("shuji3", "任洞庭", Role.SECRETARY, "b3"),
    Account("shuji4", "解晓彤", Role.SECRETARY, "b4"),
    Account("shuji5", "翟运来", Role.SECRETARY, "b5"),
    Account("shuji6", "覃思远", Role.SECRETARY, "b6"),
    Account("dangwei", "龚瑞芳", Role.STAFF),
    Account("guanli", "尹立新", Role.ADMINISTRATOR),
    Account("shenji", "查正清", Role.AUDITOR),
)


def make_accounts(committee: Committee, branches: dict[str, Branch]) -> dict[str, User]:
    """Store users with their roles; return them by the name they log in with."""
    # Hashing is slow on purpose; nine accounts with one password can share one hash.
    password = make_password(PASSWORD)
    users = store(
        [
            User(
                username=account.username,
                name=account.name,
                committee=committee,
                password=password,
                must_change_password=False,
            )
            for account in ACCOUNTS
        ]
    )
    store([_assignment(a, u, committee, branches) for a, u in zip(ACCOUNTS, users, strict=True)])
    return {user.username: user for user in users}


def _assignment(
    account: Account, user: User, committee: Committee, branches: dict[str, Branch]
) -> Assignment:
    branch = branches.get(account.branch)
    return Assignment(user=user, role=account.role, branch=branch, committee=None if branch else committee)


def lines() -> list[str]:
    """Return the accounts as lines for the terminal."""
    shown = [f"  {a.username:<8} {a.role.label}{_place(a)} {a.name}" for a in ACCOUNTS]
    return ["演示账号：", *shown, f"密码都是 {PASSWORD}"]


def _place(account: Account) -> str:
    number = account.branch.removeprefix("b")
    return f"（第{'一二三四五六'[int(number) - 1]}支部）" if number else ""
