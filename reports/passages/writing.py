"""The chapters of one month: as they write themselves, as somebody rewrote them, and with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from branches.models import Committee
from core.figures import PlaceRow
from core.periods import Month
from reports.lines import Line
from reports.models import ReportText
from reports.passages.chapters import CHAPTERS
from reports.passages.composing import Composer
from reports.passages.filling import Facts, Piece
from reports.passages.language import Chapter
from reports.written import BranchTexts, Passage

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Draft:
    """A chapter with its numbers in braces: ``own`` as it writes itself, ``rewritten`` where somebody has done so."""

    chapter: Chapter
    own: str
    rewritten: str
    facts: Facts

    @property
    def text(self) -> str:
        """What stands in the report."""
        return self.rewritten or self.own

    @property
    def paragraphs(self) -> list[list[Piece]]:
        """The same with its numbers, each a link to its rows."""
        return [list(self.facts.pieces(line)) for line in self.text.splitlines() if line]


def drafts_of(
    committee: Committee,
    month: Month,
    lines: Iterable[Line],
    returns: Sequence[BranchTexts],
    branch: PlaceRow | None = None,
) -> list[Draft]:
    """Return every chapter of the committee's text, or of ``branch``, also those in which there is nothing to tell.

    What somebody rewrote speaks of the committee as a whole: a branch's chapters write themselves.
    """
    facts = Facts(lines, month, place=branch.name if branch else committee.name, as_of=_as_of(month))
    composer = Composer(facts, is_whole=branch is None)
    rewritten = {} if branch else rewritten_of(committee, month)
    return [
        Draft(chapter, composer.chapter(chapter, returns), rewritten.get(chapter.key, ""), facts)
        for chapter in CHAPTERS
    ]


def passages_of(
    committee: Committee,
    month: Month,
    lines: Iterable[Line],
    returns: Sequence[BranchTexts],
    branch: PlaceRow | None = None,
) -> tuple[Passage, ...]:
    """Return the chapters in which there is something to tell, numbered, with their numbers filled in."""
    drafts = [draft for draft in drafts_of(committee, month, lines, returns, branch) if draft.text]
    return tuple(map(_passage, range(len(drafts)), drafts))


def rewritten_of(committee: Committee, month: Month) -> Mapping[str, str]:
    """Return what somebody rewrote, by the keys of the chapters."""
    row = ReportText.objects.filter(committee=committee, month=month).only("chapters").first()
    return row.chapters if row else {}


def _passage(number: int, draft: Draft) -> Passage:
    lines = (draft.facts.filled(line) for line in draft.text.splitlines())
    return Passage(
        draft.chapter.key, f"{NUMERALS[number]}、{draft.chapter.title}", tuple(filter(None, lines))
    )


def _as_of(month: Month) -> str:
    """The month's last day or, while it runs, today."""
    day = min(month.last, timezone.localdate())
    return f"{day.year}年{day.month}月{day.day}日"
