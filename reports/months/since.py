"""Where a closed month's numbers differ from what would be counted now, or from another of its revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.core.cache import cache

from accounts.system import Office
from audit.models import AuditEntry
from core.figures import EVERYWHERE, FIGURES, Number, PlaceRow, Share, Span, Split, places_of
from core.figures.engine import plain
from core.figures.values import Place
from reports.lines import Line, lines_of, told_figures
from reports.models import MonthlyReport, ReportLine
from reports.monthly import computed

KEPT = 600
"""Seconds for which the number of changes is kept where nothing is written meanwhile."""
FORMS = ("now", "year", "to_date")
Values = tuple[Number | None, ...]
Side = Mapping[Place, Mapping[str, Values]]
"""Numbers by place and figure, in the order of ``FORMS``."""


@dataclass(frozen=True)
class Told:
    """What stands before a number: the figure's title (of a part with that of its make-up), unit, and kind."""

    key: str
    title: str
    unit: str
    is_share: bool
    is_state: bool


@dataclass(frozen=True)
class Difference:
    """One figure in one place whose numbers are not the same on both sides; ``place`` is ``None`` for the whole."""

    told: Told
    place: PlaceRow | None
    before: Values
    after: Values

    @property
    def change(self) -> Number | None:
        """By how much the number of the month differs."""
        old, new = self.before[0], self.after[0]
        return None if old is None or new is None else round(new - old, 4)


def since_closing(closed: MonthlyReport) -> list[Difference]:
    """Compare what was closed with what would be counted now: the whole first, then branch by branch."""
    return _compared(closed, stored_side(closed), present_side(closed))


def between(closed: MonthlyReport, other: MonthlyReport) -> list[Difference]:
    """Compare one revision with another of the same month."""
    return _compared(closed, stored_side(closed), stored_side(other))


def changed_count(closed: MonthlyReport) -> int:
    """Return in how many figures of the whole the month differs from its closing; kept until something is written."""
    last = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first()
    key = f"reports.changed:{closed.pk}:{last}"
    found: int | None = cache.get(key)
    if found is None:
        found = sum(difference.place is None for difference in since_closing(closed))
        cache.set(key, found, KEPT)
    return found


def stored_side(closed: MonthlyReport) -> Side:
    """Return the numbers that were closed, of the whole and of each branch: one query."""
    found: dict[Place, dict[str, Values]] = {}
    lines = ReportLine.objects.filter(report=closed).order_by()
    for branch, is_whole, key, *numbers in lines.values_list(
        "branch_id", "is_whole", "key", *FORMS
    ).iterator():
        place = EVERYWHERE if is_whole else branch
        found.setdefault(place, {})[key] = tuple(None if n is None else plain(n) for n in numbers)
    return found


def present_side(closed: MonthlyReport) -> Side:
    """Return the same as it would be counted now."""
    base = computed(closed.committee, closed.month)
    places: list[Place] = [EVERYWHERE, *(place.pk for place in base.branches.shown(base.found))]
    return {
        place: {line.key: _values(line) for line in lines_of(base.found, closed.month, place)}
        for place in places
    }


def _values(line: Line) -> Values:
    return tuple(None if n is None else round(n, 4) for n in (line.now, line.year, line.to_date))


def _compared(closed: MonthlyReport, before: Side, after: Side) -> list[Difference]:
    places = places_of(Office(closed.committee), closed.month)
    order: list[tuple[Place, PlaceRow | None]] = [(EVERYWHERE, None), *((row.pk, row) for row in places.rows)]
    return [found for place, row in order for found in _of(row, before.get(place, {}), after.get(place, {}))]


def _of(
    row: PlaceRow | None, before: Mapping[str, Values], after: Mapping[str, Values]
) -> Iterator[Difference]:
    """Compare one place; a figure that either side does not tell cannot differ."""
    for told in told_of():
        if told.key in before and told.key in after and before[told.key] != after[told.key]:
            yield Difference(told, row, before[told.key], after[told.key])


def told_of() -> Iterable[Told]:
    """Return what stands before each number, in the order in which figures are told."""
    splits = {piece.key: figure for figure in FIGURES if isinstance(figure, Split) for piece in figure.pieces}
    for figure in told_figures():
        split = splits.get(figure.key)
        title = f"{split.title}：{figure.title}" if split else figure.title
        yield Told(figure.key, title, figure.unit, isinstance(figure, Share), figure.headline is Span.DAY)
