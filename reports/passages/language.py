"""Of what the portal's own sentences are made: clauses with figures in braces, told only where there is something."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True)
class Clause:
    """A part of a sentence.

    It is left out where one of its figures cannot be told, and where all of its counts are zero, unless ``nothing``
    says it then. ``whole_only``: told of a committee only. ``if_changed``: left out where nothing has changed.
    ``before`` joins it to what precedes.
    """

    words: str
    _: KW_ONLY
    nothing: str = ""
    before: str = "，"
    whole_only: bool = False
    if_changed: bool = False


@dataclass(frozen=True)
class Sentence:
    """``lead`` and those clauses of which there is something to tell; ``nothing`` where there is nothing at all.

    ``needs_first``: the other clauses speak of the first one, and go with it.
    """

    lead: str
    clauses: tuple[Clause, ...]
    nothing: str
    needs_first: bool

    def __init__(self, lead: str, *clauses: Clause, nothing: str = "", needs_first: bool = False) -> None:
        object.__setattr__(self, "lead", lead)
        object.__setattr__(self, "clauses", clauses)
        object.__setattr__(self, "nothing", nothing)
        object.__setattr__(self, "needs_first", needs_first)


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together; ``nothing`` where none of them has anything to tell."""

    sentences: tuple[Sentence, ...]
    nothing: str

    def __init__(self, *sentences: Sentence, nothing: str = "") -> None:
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "nothing", nothing)


@dataclass(frozen=True)
class Chapter:
    """A chapter: paragraphs from figures, then what branches wrote in the fields ``quoted`` of their returns.

    A quoted field has the word that stands before it; with one field, the branch's name is enough.
    """

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    quoted: tuple[tuple[str, str], ...] = ()


def listed(split: str, *parts: str, form: str = "") -> tuple[Clause, ...]:
    """Return a clause for each part of a make-up: 驿站活动15场、组织生活6场."""
    dot = f"·{form}" if form else ""
    return tuple(Clause(f"{part}｛{split}·{part}{dot}｝", before="、") for part in parts)
