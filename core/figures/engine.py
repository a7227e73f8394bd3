"""Counting: all figures on one base in one query, by conditional aggregates, grouped by branch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.figures.bases import Base
from core.figures.declarations import CountedFigure
from core.figures.values import Ask, Cell, FigureSet, Number, cells_of
from core.scope import Actor

AGGREGATES = 400
"""In one query at most. SQLite allows 2,000 columns and 32,766 variables, PostgreSQL 1,664 columns."""

Counts = dict[Cell, dict[int | None, Number]]


def compute(
    user: Actor, wanted: Iterable[Ask], *, branch: int | None = None, permission: str | None = None
) -> FigureSet:
    """Count what ``user`` may see (or holds ``permission`` for); with ``branch``, only what belongs to that branch.

    One query for each base, whatever the number of figures, months and branches
    (one more for each further 400 numbers). Nothing is written.
    """
    counts: Counts = {}
    for base, cells in _by_base(cells_of(wanted)).items():
        if branch is not None and base.branch is None:
            continue
        for start in range(0, len(cells), AGGREGATES):
            chunk = cells[start : start + AGGREGATES]
            rows = base.rows(user, permission).order_by()
            counts |= _count(base, rows if branch is None else rows.filter(**{base.place: branch}), chunk)
    return FigureSet(branch, counts)


def _by_base(cells: Mapping[Cell, CountedFigure]) -> dict[Base, list[tuple[Cell, CountedFigure]]]:
    found: dict[Base, list[tuple[Cell, CountedFigure]]] = {}
    for cell, figure in cells.items():
        found.setdefault(figure.base, []).append((cell, figure))
    return found


def _count(base: Base, rows: Any, cells: list[tuple[Cell, CountedFigure]]) -> Counts:  # noqa: ANN401  any QuerySet
    aggregates = {
        f"n{number}": figure.measure(figure.condition(cell.span.period(cell.month)))
        for number, (cell, figure) in enumerate(cells)
    }
    if base.branch is None:
        groups = [(None, *rows.aggregate(**aggregates).values())]
    else:
        groups = list(rows.values(base.place).annotate(**aggregates).values_list(base.place, *aggregates))
    return {
        cell: {group[0]: group[number] or 0 for group in groups}
        for number, (cell, _) in enumerate(cells, start=1)
    }
