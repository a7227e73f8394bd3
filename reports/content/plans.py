"""How an official form is planned: sections of figures, whose lines are numbered through the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.figures import FIGURES, Figure, Split


class Told(Enum):
    """How a form tells a figure."""

    HERE = "here"
    """This is its place."""
    AGAIN = "again"
    """It has its place elsewhere; other lines are compared with it."""
    OPENING = "opening"
    """The state at the end of the month before."""


@dataclass(frozen=True)
class Entry:
    """A figure in a form; ``title`` where it is called differently there."""

    key: str
    told: Told = Told.HERE
    title: str = ""


@dataclass(frozen=True)
class Section:
    """Lines under one title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Plan:
    """A form. ``shares``: its last column tells the part of the whole instead of all so far."""

    name: str
    title: str
    number: str
    holds: str
    sections: tuple[Section, ...]
    shares: bool = False


@dataclass(frozen=True)
class PlannedLine:
    """A numbered line of a form. ``split`` is the make-up that the figure is a part of."""

    number: int
    figure: Figure
    title: str
    told: Told
    split: Split | None = None


def section(title: str, *entries: str | Entry) -> Section:
    """Return a section; a bare key is a figure that has its place here."""
    return Section(title, tuple(each if isinstance(each, Entry) else Entry(each) for each in entries))


def lines_in(plan: Plan) -> Iterator[tuple[Section, list[PlannedLine]]]:
    """Yield each section of ``plan`` with its lines, numbered through the form."""
    number = 0
    for part in plan.sections:
        lines: list[PlannedLine] = []
        for entry in part.entries:
            figure = FIGURES[entry.key]
            split = figure if isinstance(figure, Split) else None
            for piece in split.pieces if split else (figure,):
                number += 1
                lines.append(PlannedLine(number, piece, entry.title or piece.title, entry.told, split))
        yield part, lines
