"""A report's numbers as words: as they stand on a page, whether computed now or stored at the closing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from core.figures import Number
from core.figures.wording import NOTHING
from core.numbers import thousands
from reports.lines import Line

VERIFIED = (
    "members.managed",
    "members.two_new",
    "members.arrivals",
    "members.departures",
    "branches.branches",
    "stations.places",
    "training.sessions",
    "training.attendances",
    "services.solved",
    "contributions.mediations",
    "contributions.suggestions",
)
"""What somebody compares a printed copy with."""


class Kind(Protocol):
    """What tells how a number is written: a line of a report, or a figure told beside a difference."""

    @property
    def is_share(self) -> bool:
        """Tell whether its numbers are percentages."""


def words_of(kind: Kind, number: Number | None) -> str:
    """``112``, ``98.2`` or ``--``, as this kind of number is written."""
    if number is None:
        return NOTHING
    return f"{number:.1f}" if kind.is_share else thousands(number)


def picked(lines: Iterable[Line], keys: Iterable[str]) -> list[Line]:
    """Return the lines of ``keys`` in that order; a figure that a report does not hold is left out."""
    known = {line.key: line for line in lines}
    return [known[key] for key in keys if key in known]
