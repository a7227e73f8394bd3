"""What of a report is written rather than counted: the chapters of its text part, and what branches handed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A chapter of the text part: a title and paragraphs with their numbers filled in."""

    key: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class BranchTexts:
    """What a branch wrote in its return, word for word; an empty text was left empty.

    The chapters on features, problems and plans gather it too, as long as nobody has rewritten them.
    """

    branch: str
    work: str = ""
    features: str = ""
    problems: str = ""
    plans: str = ""
