"""Handing out roles, and taking them back. Both take effect at the person's next request."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Assignment, User
from accounts.rights import branches_for, insist, insist_on_committee
from accounts.roles import Role
from audit.models import Verb
from audit.trail import action, record
from branches.models import Branch, Committee
from core.scope import Actor

OWN = "不能修改自己的角色，请由另一位管理员操作。"


@action
def assign_role(
    *, by: Actor, user: User, role: Role, branch: Branch | None = None, committee: Committee | None = None
) -> Assignment:
    """Give ``user`` a role for a branch (secretaries), a committee, or (neither) the whole deployment.

    Somebody of a committee holds roles in that committee only. Raises ``PermissionDenied`` for people and places
    outside of the actor's reach, ``ValidationError`` for a role of one's own, one held already or without its place.
    """
    insist(by, user)
    if by.pk == user.pk:
        raise ValidationError(OWN)
    if role == Role.SECRETARY and branch is None:
        raise ValidationError({"branch": "请选择由其担任书记的党支部。"})
    if branch is not None and not branches_for(by, user).filter(pk=branch.pk).exists():
        raise PermissionDenied
    if branch is None:
        if user.committee_id and (committee is None or committee.pk != user.committee_id):
            raise PermissionDenied
        insist_on_committee(by, committee)
    assignment = Assignment(user=user, role=role, branch=branch, committee=None if branch else committee)
    held = user.assignments.filter(role=role, branch=branch, committee=assignment.committee)
    if held.exists():
        raise ValidationError(f"{user.name}已经是{assignment.words}。")
    assignment.full_clean()
    assignment.save()
    record(by=by, verb=Verb.ASSIGN, obj=user, branch_key=assignment.branch_id, detail=assignment.words)
    return assignment


@action
def revoke_role(*, by: Actor, assignment: Assignment) -> User:
    """Take a role back. The log keeps that it was held; the row goes.

    Raises ``ValidationError`` for a role of one's own, so that no administrator locks themselves out.
    """
    user = assignment.user
    insist(by, user)
    if by.pk == user.pk:
        raise ValidationError(OWN)
    words, branch = assignment.words, assignment.branch_id
    assignment.delete()
    record(by=by, verb=Verb.REVOKE, obj=user, branch_key=branch, detail=words)
    return user
