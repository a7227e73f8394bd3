"""What all tables of a report are made from: one computation and the branches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures import FIGURES, FigureSet, Finding, PlaceRow
from core.figures.relations import Relation
from core.periods import Month


@dataclass(frozen=True)
class Material:
    """A month's figures, with those of the month before and what the trend needs."""

    month: Month
    found: FigureSet
    places: tuple[PlaceRow, ...]

    @property
    def before(self) -> Month:
        """The month before."""
        return self.month.plus(-1)

    def findings(self, relation: Relation) -> Iterator[tuple[str, Finding]]:
        """Check a relation for the whole and for each branch, and tell where."""
        if relation.whole_only and self.found.branch is not None:
            return
        yield "合计", relation.check(self.found, self.month)
        if not relation.whole_only and self.found.branch is None:
            for place in self.places:
                yield place.short_name, relation.check(self.found, self.month, place.pk)

    def all_findings(self) -> list[tuple[str, Finding]]:
        """Check every relation."""
        return [finding for relation in FIGURES.relations for finding in self.findings(relation)]
