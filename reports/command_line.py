"""What the commands of this app share: months, branches and people named on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db.models import Q

from accounts.system import COMMAND_LINE
from branches.models import Committee
from core.figures import PlaceRow, places_of
from core.periods import Month
from core.scope import Actor
from reports.committees import committees_for
from reports.monthly import EXPORT

REFUSED = 2
"""Exit code where what was asked for does not exist."""


def add_selection(parser: ArgumentParser) -> None:
    """Offer ``--month``, ``--branch`` and ``--as``."""
    parser.add_argument("--month", required=True, help="月份，如 2024-12")
    parser.add_argument("--branch", metavar="CODE", help="只算一个党支部：党支部代码")
    parser.add_argument("--as", dest="username", metavar="USER", help="按这个账号的权限执行；不写则不受限制")


def refuse(sentence: str) -> CommandError:
    """Return the error that ends a command with exit code 2."""
    return CommandError(sentence, returncode=REFUSED)


def month_named(text: str) -> Month:
    """Read a month; raise ``CommandError``."""
    try:
        return Month.parse(text)
    except ValueError as wrong:
        raise refuse(str(wrong)) from wrong


def actor_named(username: str | None) -> Actor:
    """Return the active user of that name, or the command line where none is named; raise ``CommandError``."""
    if username is None:
        return COMMAND_LINE
    users: Any = get_user_model()
    found: Actor | None = users.objects.filter(username__iexact=username, is_active=True).first()
    if found is None:
        raise refuse(f"没有登录名为“{username}”的启用账号。")
    return found


def branch_coded(
    user: Actor, month: Month, code: str | None, permission: str | None = None
) -> PlaceRow | None:
    """Return the branch with that code among those within reach; raise ``CommandError``."""
    if code is None:
        return None
    branches = places_of(user, month, permission)
    found = branches.with_code(code)
    if found is None:
        known = "、".join(sorted({row.code for row in branches.rows}))
        hint = f"可用的代码：{known}。" if known else "目前没有可用的党支部。"
        raise refuse(f"找不到代码为“{code}”的党支部，或者有多个党支部使用它。{hint}")
    return found


def committee_named(user: Actor, name: str | None, branch: PlaceRow | None) -> Committee:
    """Return the committee of that name, of ``branch``, or the only one within reach; raise ``CommandError``."""
    known = committees_for(user, EXPORT)
    if branch is not None:
        return known.get(pk=branch.owner_key)
    if name is not None:
        known = known.filter(Q(name=name) | Q(short_name=name))
    found = list(known[:2])
    if len(found) == 1:
        return found[0]
    names = "、".join(committees_for(user, EXPORT).values_list("name", flat=True))
    if not names and Committee.objects.exists():
        raise refuse("这个账号没有导出月度报表的权限。")
    if not names:
        raise refuse("还没有登记党委，没有可以导出的内容。")
    raise refuse(f"请用 --committee 写明是哪个党委：{names}。")
