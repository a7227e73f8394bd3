"""Counting figures in tests: what is not zero, by key."""

from __future__ import annotations

from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.figures import FIGURES, Number, Span, asks, compute
from core.periods import Month

MARCH = Month(2024, 3)


def counted(
    room: str, month: Month = MARCH, *, branch: Branch | None = None, user: object = COMMAND_LINE
) -> dict[str, Number]:
    """Return the headline numbers of a room's figures that are not zero, without the room's name."""
    figures = [figure for figure in FIGURES if figure.key.startswith(f"{room}.")]
    wanted = asks(figures, [month])
    found = compute(user, wanted, branch=branch.pk if branch else None)  # type: ignore[arg-type]  # any kind of user
    values = found.values(figures, month)
    return {key.partition(".")[2]: number for key, number in values.items() if number}


def in_span(key: str, span: Span, month: Month = MARCH, branch: Branch | None = None) -> Number | None:
    """Return one figure in another form than the one that stands for it."""
    figure = FIGURES[key]
    found = compute(COMMAND_LINE, asks([figure], [month], [span]), branch=branch.pk if branch else None)
    return found.number(figure, month, span)
