"""The small language in which the story is written: sentences made of clauses, clauses with figures in braces.

``{training.sessions}`` stands for a figure in its headline form with its unit, ``{training.sessions|year}`` for another
form of it, ``{year}`` and ``{place}`` for what the page speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from core.figures import Span

_SLOT = re.compile(r"\{(?P<name>[a-z_.]+)(?:\|(?P<span>[a-z_]+))?\}")


@dataclass(frozen=True)
class Slot:
    """A figure in one of its forms, or a word that the page knows."""

    name: str
    span: Span | None

    @property
    def is_figure(self) -> bool:
        """Keys of figures have a dot."""
        return "." in self.name


@dataclass(frozen=True)
class Clause:
    """A part of a sentence.

    ``nothing`` is told instead where all of its figures are zero; without it the clause is then left out. A clause of
    which a figure cannot be told (for a branch, or as a share of nothing) is left out too, and one that is
    ``whole_only`` wherever less than a committee is told of. ``before`` joins it to the clause that precedes.
    """

    words: str
    _: KW_ONLY
    nothing: str = ""
    before: str = "，"
    whole_only: bool = False

    @property
    def slots(self) -> list[Slot]:
        """The figures in it."""
        return [part for part in parts_of(self.words) if isinstance(part, Slot) and part.is_figure]


@dataclass(frozen=True)
class Sentence:
    """Clauses that belong together. Where the first one tells that there is nothing, that is the whole sentence."""

    clauses: tuple[Clause, ...]

    def __init__(self, *clauses: Clause) -> None:
        object.__setattr__(self, "clauses", clauses)


@dataclass(frozen=True)
class Point:
    """What is told of one matter, with the word that it begins with."""

    title: str
    sentences: tuple[Sentence, ...]

    def __init__(self, title: str, *sentences: Sentence) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "sentences", sentences)


@dataclass(frozen=True)
class Chapter:
    """One of the three nests."""

    title: str
    motto: str
    icon: str
    points: tuple[Point, ...]

    @property
    def slots(self) -> Iterator[Slot]:
        """All figures in it."""
        for point in self.points:
            for sentence in point.sentences:
                for clause in sentence.clauses:
                    yield from clause.slots


def parts_of(words: str) -> Iterator[str | Slot]:
    """Take a clause apart into plain words and slots."""
    end = 0
    for found in _SLOT.finditer(words):
        if found.start() > end:
            yield words[end : found.start()]
        yield Slot(found["name"], Span(found["span"]) if found["span"] else None)
        end = found.end()
    if words[end:]:
        yield words[end:]
