"""The register of all figures, filled by each app's ``figures.py`` when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, Q

from core.figures.declarations import CountedFigure, Figure, Split
from core.figures.relations import Relation


@dataclass(frozen=True)
class Places:
    """The model of the parts of the organisation by which figures break down.

    Its rows have ``code``, ``name`` and ``short_name``; ``on`` tells which existed on a day, and ``owner`` names
    the foreign key to the organisation that reports.
    """

    model: type[Model]
    on: Callable[[date], Q]
    owner: str


@dataclass
class Registry:
    """Figures by key, in the order in which they were declared, with the relations that must hold between them."""

    figures: dict[str, Figure] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    places: Places | None = None

    def register(self, *figures: Figure) -> None:
        """Take in figures; raise ``ValueError`` where a key is taken."""
        for figure in figures:
            if figure.key in self.figures:
                message = f"two figures are called {figure.key}"
                raise ValueError(message)
            self.figures[figure.key] = figure

    def relate(self, *relations: Relation) -> None:
        """Take in relations that every month must meet."""
        self.relations.extend(relations)

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]

    def __contains__(self, key: object) -> bool:
        return key in self.figures

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures.values())

    def counted(self, key: str) -> CountedFigure:
        """Return the figure ``key``, which must be a count; raise ``TypeError`` otherwise."""
        figure = self[key]
        if not isinstance(figure, CountedFigure):
            message = f"{key} is not a count"
            raise TypeError(message)
        return figure

    def split(self, key: str) -> Split:
        """Return the figure ``key``, which must be a make-up; raise ``TypeError`` otherwise."""
        figure = self[key]
        if not isinstance(figure, Split):
            message = f"{key} is not a make-up"
            raise TypeError(message)
        return figure


FIGURES = Registry()
