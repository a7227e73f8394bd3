"""What closed months say of themselves: their numbers stand wherever a later report tells them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import Q

from branches.models import Committee
from core.figures import FIGURES, Figure, FigureSet, Number, Span, counted_in
from core.figures.declarations import CountedFigure
from core.figures.engine import plain
from core.figures.values import Cell
from core.periods import Month
from reports.lines import told_figures
from reports.models import ReportLine

KEPT_SPANS = (Span.DAY, Span.MONTH, Span.YEAR, Span.TO_DATE)
"""The forms in which a report tells a figure, and a closing keeps it."""
COLUMNS = {Span.DAY: "now", Span.MONTH: "now", Span.YEAR: "year", Span.TO_DATE: "to_date"}
"""Where a line keeps each form."""
Closed = tuple[Month, str, int | None, bool, Decimal | None, Decimal | None, Decimal | None]


def kept_figures() -> list[Figure]:
    """Return every figure that a closing keeps: those told, and the counts that shares and make-ups are taken from."""
    told: dict[str, Figure] = {figure.key: figure for figure in told_figures()}
    return [*{**told, **{key: count for key, count in kept_counts().items() if key not in told}}.values()]


def kept_counts() -> dict[str, CountedFigure]:
    """Return every count among them, by its key."""
    return {count.key: count for figure in (*told_figures(), *FIGURES) for count in counted_in(figure)}


def with_closed_months(found: FigureSet, committee: Committee, month: Month) -> FigureSet:
    """Let ``found`` tell closed months before ``month`` as they were closed.

    Shares follow from their counts. A figure that a closed month did not know yet stays as it was counted. One query.
    """
    months = {cell.month for cell in found.counts if cell.month < month}
    keys: dict[Month, set[str]] = defaultdict(set)
    for cell in found.counts:
        if cell.month in months:
            keys[cell.month].add(cell.key)
    return found.with_numbers(_numbers(_lines(committee, keys, found.branch), found.branch))


def _lines(committee: Committee, keys: dict[Month, set[str]], branch: int | None) -> Iterable[Closed]:
    """Read what was kept: of the one branch, or of the whole and all branches."""
    wanted = Q(pk__in=[])
    by_keys: dict[frozenset[str], list[Month]] = defaultdict(list)
    for month, names in keys.items():
        by_keys[frozenset(names)].append(month)
    for known, months in by_keys.items():
        wanted |= Q(report__month__in=months, key__in=known)
    lines = ReportLine.objects.filter(
        wanted, report__committee=committee, report__reopened_at__isnull=True, now__isnull=False
    )
    lines = (
        lines.filter(Q(is_whole=True) | Q(branch__isnull=False))
        if branch is None
        else lines.filter(branch=branch)
    )
    columns = ("report__month", "key", "branch_id", "is_whole", "now", "year", "to_date")
    return lines.order_by().values_list(*columns).iterator()


def _numbers(lines: Iterable[Closed], branch: int | None) -> dict[Cell, dict[int | None, Number]]:
    """Return the numbers by place; what no branch keeps is the whole without its branches."""
    found: dict[Cell, dict[int | None, Number]] = {}
    rest: dict[Cell, Decimal] = defaultdict(Decimal)
    for month, key, place, is_whole, *numbers in lines:
        for cell, number in _cells(month, key, dict(zip(("now", "year", "to_date"), numbers, strict=True))):
            rest[cell] += number if is_whole else -number
            by_place = found.setdefault(cell, {})
            if not is_whole:
                by_place[place] = plain(number)
    if branch is None:
        for cell, number in rest.items():
            found[cell][None] = plain(number)
    return found


def _cells(month: Month, key: str, numbers: dict[str, Decimal | None]) -> Iterator[tuple[Cell, Decimal]]:
    for span, column in COLUMNS.items():
        number = numbers[column]
        if number is not None:
            yield Cell(key, month, span), number
