"""Creating, changing, stopping and letting in again the accounts of people."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.passwords import Issued, random_password
from accounts.rights import insist, insist_on_committee
from audit.models import Verb
from audit.trail import action, record
from branches.models import Committee
from core.changes import apply_changes, filled_fields
from core.scope import Actor

TAKEN = "已有人使用这个登录名，请换一个。"


@action
def create_user(
    *, by: Actor, username: str, name: str, committee: Committee | None, password: str = ""
) -> Issued:
    """Create an account without a role; its password (made by chance unless given) must be changed at log-in.

    Raises ``PermissionDenied`` outside of the actor's committees, ``ValidationError`` for a bad or taken
    name and for a weak password.
    """
    insist_on_committee(by, committee)
    user = User(username=User.normalize_username(username), name=name.strip(), committee=committee)
    if password:
        validate_password(password, user)
    issued = Issued(user, password or random_password())
    user.set_password(issued.password)
    _save(user)
    record(
        by=by,
        verb=Verb.CREATE,
        obj=user,
        changes=filled_fields(user, dict.fromkeys(("username", "name", "committee"))),
    )
    return issued


@action
def change_user(*, by: Actor, user: User, username: str, name: str) -> User:
    """Change the names of an account; raises as :func:`create_user` does."""
    insist(by, user)
    values = {"username": User.normalize_username(username), "name": name.strip()}
    changes = apply_changes(user, values)
    _save(user)
    record(by=by, verb=Verb.UPDATE, obj=user, changes=changes)
    return user


@action
def set_active(*, by: Actor, user: User, active: bool) -> User:
    """Stop an account (whoever uses it is logged out at the next click) or let it in again.

    Raises ``ValidationError`` for one's own account, so that nobody locks themselves out.
    """
    insist(by, user)
    if by.pk == user.pk:
        raise ValidationError("不能停用自己的账号，请由另一位管理员操作。")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(by=by, verb=Verb.ACTIVATE if active else Verb.DEACTIVATE, obj=user)
    return user


def _save(user: User) -> None:
    user.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:  # two administrators chose the same name at once
        raise ValidationError({"username": TAKEN}) from taken
