"""Rules over plain values that pages, actions and the spreadsheet importer share."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from contributions.choices import FIXED_UNITS, ImprovementKind
from members.rules import fault_of_phone

PHONE = "请填 11 位手机号，或带区号的固定电话，如 0730-8123456。"


def validate_phone(phone: str) -> None:
    """Raise ``ValidationError`` where ``phone`` is neither a mobile nor a landline with its area code."""
    if fault_of_phone(phone, "home_contact_phone"):
        raise ValidationError(PHONE, code="phone")


def unit_of(kind: str, unit: str) -> str:
    """Return the unit in which an improvement of ``kind`` is counted: the fixed one, else ``unit`` as it was given."""
    return FIXED_UNITS.get(ImprovementKind(kind), unit) if kind in ImprovementKind.values else unit
