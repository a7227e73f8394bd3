"""Passwords: given anew by an administrator, changed by the person."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.lockout import lift
from accounts.models import User
from accounts.passwords import Issued, random_password
from accounts.rights import insist
from audit.models import Verb
from audit.trail import action, record
from core.scope import Actor


@action
def reset_password(*, by: Actor, user: User) -> Issued:
    """Give ``user`` a new password by chance, end all their sessions, lift a lock after failed log-ins.

    Raises ``ValidationError`` for one's own account: a person changes their own password by the old one.
    """
    insist(by, user)
    if by.pk == user.pk:
        raise ValidationError("请在“修改密码”页面修改自己的密码。")
    issued = Issued(user, random_password())
    user.set_password(issued.password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    lift(user)
    record(by=by, verb=Verb.PASSWORD, obj=user, detail="重置密码")
    return issued


@action
def change_own_password(*, by: User, password: str) -> User:
    """Set the password of the person themselves; sessions elsewhere end. Whether they know the old one, the form asks.

    Raises ``ValidationError`` for a weak password and for the old one again.
    """
    if by.check_password(password):
        raise ValidationError({"new_password1": "新密码不能与旧密码相同。"})
    try:
        validate_password(password, by)
    except ValidationError as weak:
        raise ValidationError({"new_password1": weak.error_list}) from weak
    by.set_password(password)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    record(by=by, verb=Verb.PASSWORD, obj=by, detail="修改自己的密码")
    return by
