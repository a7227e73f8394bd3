"""The rules of the organisation's rows, as forms, actions and the spreadsheet importer share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from core.texts import clean_code, clean_line, clean_lines, forbidden_in

CODES = frozenset({"credit_code"})
LINES = frozenset({"notes"})

FIELD_OF_CONSTRAINT = {
    "branch_name_once": "name",
    "branch_short_name_once": "short_name",
    "branch_code_once": "code",
    "branch_dissolved_after_founded": "dissolved_on",
    "enterprise_name_once": "name",
    "enterprise_credit_code_once": "credit_code",
    "enterprise_left_after_arrived": "left_on",
    "partner_once": "partner",
    "partnership_ends_after_start": "ended_on",
}
"""The field at which a broken constraint is told."""


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` with every text written one way; other values as they are."""
    return {name: _clean(name, value) if isinstance(value, str) else value for name, value in values.items()}


def _clean(name: str, text: str) -> str:
    if name in CODES:
        return clean_code(text)
    return clean_lines(text) if name in LINES else clean_line(text)


def judge(obj: Model, values: Mapping[str, Any]) -> None:
    """Raise ``ValidationError`` with every fault of ``obj``, each at its field.

    ``values`` are those that were filled in: their texts must hold no character that deceives a reader.
    """
    faults: dict[str, list[Any]] = {}
    for name, value in values.items():
        if isinstance(value, str) and (found := forbidden_in(value, lines=name in LINES)):
            faults[name] = [f"这里有不可见的控制字符（{found}），请删掉后重新输入。"]
    try:
        obj.full_clean(exclude=faults)
    except ValidationError as refused:
        for name, errors in _at_fields(obj, refused).items():
            faults.setdefault(name, []).extend(errors)
    if faults:
        raise ValidationError(faults)


def _at_fields(obj: Model, refused: ValidationError) -> dict[str, list[Any]]:
    """Tell the broken constraints apart by their sentences, and put each at its field."""
    fields = {
        str(constraint.violation_error_message): FIELD_OF_CONSTRAINT[constraint.name]
        for constraint in obj._meta.constraints
        if constraint.name in FIELD_OF_CONSTRAINT
    }
    found: dict[str, list[Any]] = {}
    for name, errors in refused.error_dict.items():
        for error in errors:
            at = fields.get(error.messages[0], name) if name == NON_FIELD_ERRORS else name
            found.setdefault(at, []).append(error)
    return found
