"""What an edit changes, told field by field in words that the audit log may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, Model

from core.fields import EncryptedTextField
from core.partial_dates import PartialDate

Changes = dict[str, tuple[str, str]]


def words_of(field: Field[Any, Any], value: Any) -> str:  # noqa: ANN401  any field's value
    """Return ``value`` as people may see it: masked, choices by label, related rows by name."""
    if value in (None, ""):
        return ""
    if isinstance(field, EncryptedTextField):
        return field.mask(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, PartialDate):
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def apply_changes(obj: Model, values: Mapping[str, Any]) -> Changes:
    """Set ``values`` on ``obj`` (not saved) and return what differs: label of the field → (before, after)."""
    changes: Changes = {}
    for name, value in values.items():
        field = obj._meta.get_field(name)
        before = getattr(obj, name)
        if before == value:
            continue
        setattr(obj, name, value)
        changes[str(getattr(field, "verbose_name", name))] = (
            words_of(field, before),  # type: ignore[arg-type]  # values never name reverse relations
            words_of(field, value),  # type: ignore[arg-type]  # as above
        )
    return changes


def filled_fields(obj: Model, names: Mapping[str, Any]) -> Changes:
    """Return the fields among ``names`` that a new row holds, as changes from nothing."""
    changes: Changes = {}
    for name in names:
        field = obj._meta.get_field(name)
        after = words_of(field, getattr(obj, name))  # type: ignore[arg-type]  # as above
        if after:
            changes[str(getattr(field, "verbose_name", name))] = ("", after)
    return changes
