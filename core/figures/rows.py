"""The rows behind a number: taken by the very condition that counted them."""

from __future__ import annotations

from typing import Any

from core.figures.declarations import CountedFigure, Figure, Share, Split
from core.figures.spans import Span
from core.periods import Month
from core.scope import Actor


def counted_by(figure: Figure, part: str = "") -> CountedFigure:
    """Return the count whose rows stand behind ``figure``: of a share its part, of a make-up the part named.

    Raises ``KeyError`` where the figure has no such part.
    """
    match figure:
        case Split() if part:
            return {piece.key.partition(":")[2]: piece for piece in figure.pieces}[part]
        case Split():
            return figure.whole
        case Share() if not part:
            return figure.part
        case CountedFigure() if not part:
            return figure
    raise KeyError(part)


def rows_of(
    user: Actor, figure: CountedFigure, month: Month, span: Span | None = None, *, branch: int | None = None
) -> Any:  # noqa: ANN401  the model's own QuerySet
    """Return exactly the rows that ``user``'s number counts, in the model's order."""
    period = (span or figure.headline).period(month)
    rows = figure.base.rows(user).filter(figure.condition(period))
    if branch is not None and figure.base.branch is not None:
        rows = rows.filter(**{figure.base.place: branch})
    elif branch is not None:
        rows = rows.none()
    return rows.select_related(*figure.base.related) if figure.base.related else rows
