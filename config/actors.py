"""Who acts when a command runs, and which branch it names."""

from __future__ import annotations

from django.core.management.base import CommandError

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.scope import Actor


def actor_called(username: str | None) -> Actor:
    """Return the user who logs in as ``username``, the command line itself for none; ``CommandError`` if unknown."""
    if not username:
        return COMMAND_LINE
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise CommandError(f"没有叫“{username}”的账号，或账号已停用。", returncode=2)
    return user


def branch_called(code: str) -> Branch:
    """Return the branch with the code, name or short name ``code``; ``CommandError`` if none or several have it."""
    for field in ("code", "name", "short_name"):
        found = list(Branch.objects.filter(**{field: code})[:2])
        if len(found) == 1:
            return found[0]
    known = "、".join(Branch.objects.values_list("code", flat=True)[:20])
    raise CommandError(f"没有代码为“{code}”的党支部。现有代码：{known}。", returncode=2)
