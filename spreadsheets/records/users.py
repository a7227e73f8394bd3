"""What refers to records: an import whose record others have come to refer to cannot take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.records import VALID, Record

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet


def users_of(kind: RecordSheet[Any], records: Mapping[int, Any]) -> dict[int, str]:
    """Return, by the number of the record, what kind of rows refer to it; one query for each relation."""
    found: dict[int, str] = {}
    if not records:
        return found
    first = next(iter(records.values()))
    for path, _ in kind.parts_of(first):
        parts = {dict(kind.parts_of(record))[path].pk: pk for pk, record in records.items()}
        for key, words in _referring(kind, type(dict(kind.parts_of(first))[path]), set(parts)):
            found.setdefault(parts[key], words)
    return found


def _referring(kind: RecordSheet[Any], model: type[Record], keys: set[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for relation in model._meta.related_objects:
        related: Any = relation.related_model
        name = relation.get_accessor_name() or ""
        if related is kind.model or name in kind.own or not hasattr(related, "_default_manager"):
            continue
        rows = related._default_manager.filter(**{f"{relation.field.name}__in": keys})
        if issubclass(related, Record):
            rows = rows.filter(VALID)
        words = str(related._meta.verbose_name)
        found += [(key, words) for key in rows.values_list(f"{relation.field.name}_id", flat=True).distinct()]
    return found
