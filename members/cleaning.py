"""One way of writing a record's values, before its rules judge them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from core.texts import clean_code, clean_line, clean_lines, clean_phone
from members.names import clean_name

CLEANERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "name": clean_name,
        "national_id": clean_code,
        "phone": clean_phone,
        "home_contact_phone": clean_phone,
        "native_place": clean_line,
        "address": clean_lines,
        "home_organisation": clean_line,
        "home_region": clean_line,
        "home_contact": clean_line,
        "card_number": clean_line,
        "job_title": clean_line,
        "notes": clean_lines,
    }
)
"""How each text of a record is written; dates, choices and related rows come clean from form or importer."""


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` with each text cleaned and ``None`` of a text as the empty string."""
    return {
        name: CLEANERS[name](str(value or "")) if name in CLEANERS else value
        for name, value in values.items()
    }
