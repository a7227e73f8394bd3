"""The story of one person's committee or branch for one month: pieces of text, some of them links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.utils import timezone

from core.figures import FIGURES, Ask, Figure, FigureSet, Number, Share, Span, compute
from core.numbers import thousands
from core.scope import Actor
from reports.addresses import rows_address
from reports.selection import Selection
from reports.story.chapters import CHAPTERS
from reports.story.language import Chapter, Clause, Point, Sentence, Slot, parts_of

NUMERALS = "一二三"
DECEMBER = 12


@dataclass(frozen=True)
class Piece:
    """Words, and the address of the rows behind them where they are a number."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Told:
    """A point with what there is to say of it."""

    title: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """The same as plain text."""
        return "".join(piece.words for piece in self.pieces)


class Story:
    """Everything that the page tells; counted at once."""

    def __init__(self, user: Actor, selection: Selection) -> None:
        self.selection = selection
        self.month = selection.month
        slots = [slot for chapter in CHAPTERS for slot in chapter.slots if slot.name in FIGURES]
        self.found: FigureSet = compute(user, map(self._ask, slots), branch=selection.branch_key)

    @property
    def title(self) -> str:
        """Whose story it is."""
        return f"{self.selection.place}工作一页看懂"

    @property
    def as_of(self) -> str:
        """The day up to which it tells."""
        if self.selection.is_running:
            today = timezone.localdate()
            return f"截至{today.year}年{today.month}月{today.day}日，本月尚未结束"
        return f"截至{self.month.last_day_title}"

    @property
    def year(self) -> str:
        """The year so far: 2024年, 2024年1至6月."""
        number = self.month.number
        if number == DECEMBER:
            return f"{self.month.year}年"
        return f"{self.month.year}年1至{number}月" if number > 1 else self.month.title

    @cached_property
    def chapters(self) -> list[tuple[Chapter, list[Told]]]:
        """The chapters with their points; a point of which nothing can be told is left out."""
        return [
            (chapter, [told for told in map(self._point, chapter.points) if told.pieces])
            for chapter in CHAPTERS
        ]

    @property
    def text(self) -> str:
        """All of it as plain text, for a press release."""
        lines = [self.title, f"（{self.as_of}）"]
        for numeral, (chapter, points) in zip(NUMERALS, self.chapters, strict=True):
            lines += [
                "",
                f"{numeral}、{chapter.title}：{chapter.motto}",
                *(f"{p.title}：{p.text}" for p in points),
            ]
        return "\n".join(lines) + "\n"

    def _point(self, point: Point) -> Told:
        return Told(
            point.title, [piece for sentence in point.sentences for piece in self._sentence(sentence)]
        )

    def _sentence(self, sentence: Sentence) -> list[Piece]:
        pieces: list[Piece] = []
        for clause in filter(self._can_be_told, sentence.clauses):
            empty = not any(self._number(slot) for slot in clause.slots)
            words = clause.nothing if empty else clause.words
            if words:
                pieces += [Piece(clause.before)] if pieces else []
                pieces += self._pieces(words)
            if empty and words and clause is sentence.clauses[0]:
                break
        return [*pieces, Piece("。")] if pieces else []

    def _can_be_told(self, clause: Clause) -> bool:
        if clause.whole_only and self.selection.is_part:
            return False
        return all(slot.name in FIGURES and self._number(slot) is not None for slot in clause.slots)

    def _pieces(self, words: str) -> Iterator[Piece]:
        for part in parts_of(words):
            if isinstance(part, str):
                yield Piece(part)
            elif part.is_figure:
                yield self._figure(part)
            else:
                yield Piece({"year": self.year, "place": self.selection.place}[part.name])

    def _figure(self, slot: Slot) -> Piece:
        figure = FIGURES[slot.name]
        words = (
            self._rounded(figure, slot.span) if isinstance(figure, Share) else thousands(self._number(slot))
        )
        return Piece(
            f"{words}{figure.unit}", rows_address(figure, self.month, slot.span, self.selection.branch_key)
        )

    def _rounded(self, share: Share, span: Span | None) -> str:
        """Prose rounds a share to whole percents, from its counts."""
        part, whole = self.found.counts_of(share, self.month, span)
        ratio = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
        return str(ratio.quantize(Decimal(1), ROUND_HALF_UP))

    def _number(self, slot: Slot) -> Number | None:
        return self.found.number(FIGURES[slot.name], self.month, slot.span)

    def _ask(self, slot: Slot) -> Ask:
        figure: Figure = FIGURES[slot.name]
        return Ask(figure, self.month, slot.span or figure.headline)
