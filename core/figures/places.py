"""The branches that figures break down by: their names, read once for a page or a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper

from core.figures.registry import FIGURES
from core.figures.values import FigureSet
from core.periods import Month
from core.scope import Actor


@dataclass(frozen=True)
class PlaceRow:
    """One branch as pages and reports name it. ``existed``: on the last day of the month in question."""

    pk: int
    code: str
    name: str
    short_name: str
    owner: str
    owner_key: int
    existed: bool


@dataclass(frozen=True)
class Branches:
    """All branches that a person may see, in their order."""

    rows: tuple[PlaceRow, ...]

    def shown(self, found: FigureSet) -> list[PlaceRow]:
        """Return those of which a month tells: they exist, or something is counted there."""
        counted = found.places()
        return [
            row for row in self.rows if found.branch in (None, row.pk) and (row.existed or row.pk in counted)
        ]

    def with_code(self, code: str) -> PlaceRow | None:
        """Return the branch whose code is ``code``; ``None`` if there is none, or more than one."""
        matching = [row for row in self.rows if row.code == code]
        return matching[0] if len(matching) == 1 else None

    def with_key(self, pk: int | None) -> PlaceRow | None:
        """Return the branch numbered ``pk``."""
        return next((row for row in self.rows if row.pk == pk), None)

    @property
    def owners(self) -> str:
        """Who reports: the committee's name, several joined."""
        return "、".join(dict.fromkeys(row.owner for row in self.rows))


def places_of(user: Actor, month: Month, permission: str | None = None) -> Branches:
    """Read the branches that ``user`` may see (or holds ``permission`` for), in one query."""
    places = FIGURES.places
    if places is None:
        return Branches(())
    manager: Any = places.model._default_manager
    existed = ExpressionWrapper(places.on(month.last), output_field=BooleanField())
    rows: Iterable[Any] = (
        manager.visible_to(user, permission).select_related(places.owner).annotate(existed=existed)
    )
    return Branches(tuple(_row(row, places.owner) for row in rows))


def _row(row: Any, owner: str) -> PlaceRow:  # noqa: ANN401  the model that was registered
    return PlaceRow(
        pk=row.pk,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        owner=str(getattr(row, owner)),
        owner_key=getattr(row, f"{owner}_id"),
        existed=bool(row.existed),
    )
