"""Whom an administrator may manage, and which places they may hand out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accounts.models import Assignment, User
from branches.models import Branch, Committee
from core.scope import Actor

MANAGE = "accounts.change_user"


def manages_everything(by: Actor) -> bool:
    """Tell whether ``by`` manages accounts of the whole deployment."""
    return bool(getattr(by.reach(MANAGE), "everything", False))


def manages(by: Actor, user: User) -> bool:
    """Tell whether ``by`` may manage ``user``: the account, and everything that it reaches.

    Who could give a new password to somebody with wider rights could take those rights.
    """
    if not by.has_perm(MANAGE, user):
        return False
    held = Assignment.objects.filter(user=user)
    return held.visible_to(by, MANAGE).count() == held.count()


def insist(by: Actor, user: User) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may manage ``user``."""
    if not manages(by, user):
        raise PermissionDenied


def insist_on_committee(by: Actor, committee: Committee | None) -> None:
    """Raise ``PermissionDenied`` unless ``by`` manages accounts of ``committee`` (none: of all)."""
    if not (by.has_perm(MANAGE, committee) if committee else manages_everything(by)):
        raise PermissionDenied


def committees_for(by: Actor) -> QuerySet[Committee]:
    """Return the committees whose accounts ``by`` manages."""
    return Committee.objects.visible_to(by, MANAGE)


def branches_for(by: Actor, user: User) -> QuerySet[Branch]:
    """Return the branches of which ``by`` may make ``user`` the secretary."""
    branches = Branch.objects.visible_to(by, MANAGE).filter(dissolved_on__isnull=True)
    return branches.filter(committee=user.committee_id) if user.committee_id else branches
