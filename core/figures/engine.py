"""Counting: figures on one base side by side by conditional aggregates, grouped by branch, all bases in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from core.figures.bases import Base
from core.figures.declarations import CountedFigure
from core.figures.values import Ask, Cell, FigureSet, Number, cells_of
from core.scope import Actor
from core.together import Sql, fetch_together, sql_of

AGGREGATES = 400
"""In one query at most. SQLite allows 2,000 columns and 32,766 variables, PostgreSQL 1,664 columns."""
NO_BRANCH = Cast(Value(None), BigIntegerField())
"""Stands in the column of branches where rows belong to nobody's: PostgreSQL wants to know its type."""

Cells = list[tuple[Cell, CountedFigure]]


class _Count(NamedTuple):
    """Some cells of one base, and the rows to count them in."""

    base: Base
    rows: QuerySet[Any]
    cells: Cells


def compute(
    user: Actor, wanted: Iterable[Ask], *, branch: int | None = None, permission: str | None = None
) -> FigureSet:
    """Count what ``user`` may see (or holds ``permission`` for); with ``branch``, only what belongs to that branch.

    One query, whatever the number of figures, months, bases and branches (one more for each further 400 numbers).
    Nothing is written.
    """
    counts: dict[Cell, dict[int | None, Number]] = {}
    for together in _packed(_counts(user, cells_of(wanted), branch, permission)):
        width = max(len(count.cells) for count in together)
        counts |= {cell: {} for count in together for cell, _ in count.cells}
        queries = [_query(number, count, width) for number, count in enumerate(together)]
        for number, place, *numbers in fetch_together(filter(None, queries)):
            for (cell, _), value in zip(together[number].cells, numbers, strict=False):
                counts[cell][place] = plain(value)
    return FigureSet(branch, counts)


def _counts(
    user: Actor, cells: Mapping[Cell, CountedFigure], branch: int | None, permission: str | None
) -> Iterator[_Count]:
    by_base: dict[Base, Cells] = {}
    for cell, figure in cells.items():
        by_base.setdefault(figure.base, []).append((cell, figure))
    for base, wanted in by_base.items():
        if branch is not None and base.branch is None:
            continue
        rows = base.rows(user, permission)
        rows = rows if branch is None else rows.filter(**{base.place: branch})
        yield from (
            _Count(base, rows, wanted[start : start + AGGREGATES])
            for start in range(0, len(wanted), AGGREGATES)
        )


def _packed(counts: Iterable[_Count]) -> Iterator[list[_Count]]:
    """Put together what fits into one query."""
    together: list[_Count] = []
    for count in counts:
        if together and sum(len(each.cells) for each in (*together, count)) > AGGREGATES:
            yield together
            together = []
        together.append(count)
    if together:
        yield together


def _query(number: int, count: _Count, width: int) -> Sql | None:
    """Return the query of one base: its number among the others, the branch, the aggregates, zeros up to ``width``."""
    place = NO_BRANCH if count.base.branch is None else F(count.base.place)
    first = {"figure_base": Value(number, IntegerField()), "figure_place": place}
    aggregates = {
        f"figure_{column}": figure.measure(figure.condition(cell.span.period(cell.month)))
        for column, (cell, figure) in enumerate(count.cells)
    }
    zeros = {f"figure_{column}": Value(0, IntegerField()) for column in range(len(count.cells), width)}
    grouped = count.rows.order_by().annotate(**first).values(*first).annotate(**aggregates, **zeros)
    return sql_of(grouped.values_list(*first, *aggregates, *zeros))


def plain(value: Any) -> Number:  # noqa: ANN401  what the database's driver makes of a count or a sum
    """Return a number as figures hold it: nothing is zero, and what has no fraction is whole."""
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    return int(value or 0)
