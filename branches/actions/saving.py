"""What every action here does: ask for the right, fill, judge, save, leave a trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from audit.models import Verb
from audit.trail import record
from branches.models import Enterprise
from branches.rules import judge
from core.changes import apply_changes, filled_fields
from core.scope import Actor

M = TypeVar("M", bound=Model)


def demand(by: Actor, permission: str, obj: Model) -> None:
    """Raise ``PermissionDenied`` unless ``by`` holds ``permission`` for ``obj``."""
    if not by.has_perm(permission, obj):
        raise PermissionDenied


def refuse(field: str, message: str) -> NoReturn:
    """Raise ``ValidationError`` with one sentence at one field."""
    raise ValidationError({field: message})


def locked(obj: M) -> M:
    """Return the stored row of ``obj``, locked until the transaction ends."""
    stored: M = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    return stored


def store_new(by: Actor, obj: M, values: Mapping[str, Any]) -> M:
    """Judge and insert ``obj``, which holds ``values`` already; raise ``ValidationError`` with all faults."""
    judge(obj, values)
    _save(obj)
    record(by=by, verb=Verb.CREATE, obj=obj, changes=filled_fields(obj, values))
    return obj


def store_changed(by: Actor, stored: M, values: Mapping[str, Any], verb: Verb = Verb.UPDATE) -> M:
    """Set ``values`` on ``stored``, judge and save it; raise ``ValidationError`` with all faults."""
    changes = apply_changes(stored, values)
    judge(stored, values)
    if changes:
        if isinstance(stored, Enterprise):
            stored.revision += 1
        _save(stored)
    record(by=by, verb=verb, obj=stored, changes=changes, detail="" if changes else "没有改动")
    return stored


def _save(obj: Model) -> None:
    """Save, and say it in words if somebody stored the same thing a moment earlier."""
    try:
        with transaction.atomic():
            obj.save()
    except IntegrityError as twice:
        raise ValidationError({NON_FIELD_ERRORS: ["别人刚刚保存了相同的内容，请刷新页面核对。"]}) from twice
