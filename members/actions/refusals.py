"""How the register's actions refuse: by right, or with a sentence at the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model

from core.scope import Actor
from core.texts import clean_line, forbidden_in
from members.rules import Fault


def demand(by: Actor, permission: str, obj: Model) -> None:
    """Raise ``PermissionDenied`` unless ``by`` holds ``permission`` for ``obj``."""
    if not by.has_perm(permission, obj):
        raise PermissionDenied


def refuse(field: str, message: str, code: str = "refused") -> NoReturn:
    """Raise ``ValidationError`` with one sentence at one field."""
    raise ValidationError({field: ValidationError(message, code=code)})


def refuse_all(faults: Iterable[Fault]) -> None:
    """Raise ``ValidationError`` with every fault at its field; do nothing if there is none."""
    errors: dict[str, list[ValidationError]] = {}
    for fault in faults:
        errors.setdefault(fault.field, []).append(ValidationError(fault.message, code=fault.code))
    if errors:
        raise ValidationError(errors)


def short_text(text: str, field: str, title: str, limit: int) -> str:
    """Return ``text`` as one clean line; refuse what is too long or holds a character that no text may hold."""
    line = clean_line(text)
    if found := forbidden_in(line):
        refuse(field, f"{title}中有不可见的控制字符（{found}），请删掉后重新输入。")
    if len(line) > limit:
        refuse(field, f"{title}最多 {limit} 个字，现在是 {len(line)} 个，请缩短。")
    return line


def not_in_future(day: date, field: str, title: str, today: date) -> None:
    """Refuse a day that has not come."""
    if day > today:
        refuse(field, f"{title}还没有到，请核对。")


def reason_of(text: str, title: str, limit: int = 200) -> str:
    """Return why something is voided, sent back or given up, as one clean line; refuse to do it without a word."""
    line = short_text(text, "reason", f"{title}原因", limit)
    if not line:
        refuse("reason", f"请写明{title}的原因。")
    return line
