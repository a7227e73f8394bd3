"""Rows that hang together belong to one committee."""

from __future__ import annotations

from django.db.models import Model


def foreign_to(row: Model, *names: str) -> dict[str, str]:
    """Return a sentence for each of the relatives ``names`` that belongs to another committee than ``row``."""
    own = getattr(row, "committee_id", None)
    related = {name: getattr(row, name) for name in names if own and getattr(row, f"{name}_id")}
    return {name: "请选择本党委的。" for name, other in related.items() if other.committee_id != own}
