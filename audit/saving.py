"""What the actions of every room do: ask for the right, clean, judge, save, leave a trace."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Model
from django.utils import timezone

from audit.models import Verb
from audit.trail import record
from core.changes import apply_changes, filled_fields
from core.records import Record
from core.scope import Actor
from core.texts import clean_line, clean_lines, clean_phone, forbidden_in

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)

Faults = Mapping[str, str]
"""A sentence for each field that has something against it."""

STALE = "您打开这一页之后，别人改过这条记录。请刷新页面，核对后再改。"
TWICE = "别人刚刚保存了相同的内容，请刷新页面核对。"
WRONG = "这里有不可见的控制字符（{}），请删掉后重新输入。"


def demand(by: Actor, permission: str, obj: Model) -> None:
    """Raise ``PermissionDenied`` unless ``by`` holds ``permission`` for ``obj``."""
    if not by.has_perm(permission, obj):
        raise PermissionDenied


def demand_place(by: Actor, permission: str, *, committee: Model, branch: Model | None) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may enter rows of ``branch``, or of the committee itself for none."""
    demand(by, permission, branch or committee)


def refuse(field: str, message: str, code: str = "refused") -> NoReturn:
    """Raise ``ValidationError`` with one sentence at one field."""
    raise ValidationError({field: ValidationError(message, code=code)})


def locked(obj: M) -> M:
    """Return the stored row of ``obj``, locked until the transaction ends."""
    stored: M = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    return stored


def cleaned(model: type[Model], values: Mapping[str, Any], *, lines: Collection[str] = ()) -> dict[str, Any]:
    """Return ``values`` with every text written one way.

    Text fields (and those named in ``lines``) keep their lines; fields called ``…phone`` become digits; choices,
    dates and related rows pass as they are.
    """
    return {name: _clean(model, name, value, lines) for name, value in values.items()}


def judge(obj: Model, values: Mapping[str, Any], known: Faults | None = None) -> None:
    """Raise ``ValidationError`` with every fault of ``obj``, each at its field.

    ``values`` are those that were filled in: their texts must hold no character that deceives a reader. A broken
    constraint is told at the field that its ``violation_error_code`` names. ``known``: sentences, by field, that
    the action has against it besides.
    """
    faults: dict[str, list[Any]] = {name: [sentence] for name, sentence in (known or {}).items()}
    for name, value in values.items():
        if isinstance(value, str) and (found := forbidden_in(value, lines=_is_long(type(obj), name))):
            faults[name] = [WRONG.format(found)]
    try:
        obj.full_clean(exclude=set(faults))
    except ValidationError as refused:
        for name, errors in refused.error_dict.items():
            for error in errors:
                at = error.code if name == NON_FIELD_ERRORS and _has(obj, error.code) else name
                faults.setdefault(str(at), []).append(error)
    if faults:
        raise ValidationError(faults)


def store_new(  # noqa: PLR0913  what an entry can say
    by: Actor | None,
    obj: M,
    values: Mapping[str, Any],
    *,
    verb: Verb = Verb.CREATE,
    detail: str = "",
    faults: Faults | None = None,
) -> M:
    """Judge and insert ``obj``, which holds ``values`` already, and record it.

    Raises ``ValidationError`` with all faults, those that the action has found (``faults``) among them.
    """
    judge(obj, values, faults)
    save(obj)
    record(by=by, verb=verb, obj=obj, changes=filled_fields(obj, values), detail=detail)
    return obj


def store_changed(  # noqa: PLR0913  what a change can say
    by: Actor | None,
    stored: M,
    values: Mapping[str, Any],
    *,
    verb: Verb = Verb.UPDATE,
    revision: int | None = None,
    detail: str = "",
    faults: Faults | None = None,
) -> M:
    """Set ``values`` on ``stored`` (from :func:`locked`), judge, save and record it.

    ``revision`` is the one that the person had before their eyes; if the record has changed since, nothing is
    overwritten. Raises ``ValidationError`` with all faults, those that the action has found (``faults``) among them.
    """
    if revision is not None and getattr(stored, "revision", revision) != revision:
        raise ValidationError(STALE, code="stale")
    changes = apply_changes(stored, values)
    judge(stored, values, faults)
    if changes:
        if isinstance(stored, Record):
            stored.revision += 1
            stored.updated_at = timezone.now()
        save(stored)
    record(by=by, verb=verb, obj=stored, changes=changes, detail=detail or ("" if changes else "没有改动"))
    return stored


def void(by: Actor, obj: R, *, reason: str = "") -> R:
    """Mark a record as entered in error: it stays, and counts in no figure and no list."""
    stored = locked(obj)
    if stored.voided_at is not None:
        raise ValidationError("这条记录已经作废，不必再作废一次。", code="voided")
    stored.voided_at = stored.updated_at = timezone.now()
    stored.revision += 1
    stored.save(update_fields=["voided_at", "updated_at", "revision"])
    record(by=by, verb=Verb.VOID, obj=stored, detail=clean_line(reason)[:200])
    return stored


def save(obj: Model) -> None:
    """Save, and say it in words if somebody stored the same thing a moment earlier."""
    try:
        with transaction.atomic():
            obj.save()
    except IntegrityError as twice:
        raise ValidationError({NON_FIELD_ERRORS: [TWICE]}) from twice


def _clean(model: type[Model], name: str, value: Any, lines: Collection[str]) -> Any:  # noqa: ANN401  any value
    if not isinstance(value, str):
        return value
    if name.endswith("phone"):
        return clean_phone(value)
    return clean_lines(value) if name in lines or _is_long(model, name) else clean_line(value)


def _is_long(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), models.TextField)


def _has(obj: Model, name: str | None) -> bool:
    return name in {field.name for field in obj._meta.concrete_fields}
