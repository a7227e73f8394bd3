"""Deciding which of the portal's own sentences are told of a month; the numbers stay in braces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.passages.filling import Facts
from reports.passages.language import Chapter, Clause, Paragraph, Sentence
from reports.passages.naming import WORDS, Form, Token, tokens_in, without_braces
from reports.written import BranchTexts

JANUARY = 1
ENDS = "。！？；…!?"


@dataclass(frozen=True)
class Composer:
    """Writes chapters from one report's facts; ``is_whole`` where a whole committee is told of."""

    facts: Facts
    is_whole: bool

    def chapter(self, chapter: Chapter, returns: Iterable[BranchTexts]) -> str:
        """Return the chapter with a line for each paragraph; empty where there is nothing to tell."""
        own = filter(None, map(self._paragraph, chapter.paragraphs))
        return "\n".join([*own, *_quoted(chapter, returns)])

    def _paragraph(self, paragraph: Paragraph) -> str:
        return "".join(map(self._sentence, paragraph.sentences)) or paragraph.nothing

    def _sentence(self, sentence: Sentence) -> str:
        clauses = [clause for clause in sentence.clauses if self._can_be_told(clause)]
        if not clauses:
            return ""
        first = sentence.clauses[0]
        if sentence.needs_first and (first not in clauses or self._is_empty(first)):
            return sentence.nothing if first in clauses else ""
        if all(map(self._is_empty, clauses)):
            return sentence.nothing
        told = [(c, c.nothing if self._is_empty(c) else c.words) for c in clauses]
        return sentence.lead + _joined((clause, words) for clause, words in told if words) + "。"

    def _can_be_told(self, clause: Clause) -> bool:
        if clause.whole_only and not self.is_whole:
            return False
        tokens = [token for token in tokens_in(clause.words) if token.plain not in WORDS]
        numbers = [self.facts.number(token) for token in tokens]
        if None in numbers or any(map(self._is_repeated, tokens)):
            return False
        return not clause.if_changed or any(numbers)

    def _is_repeated(self, token: Token) -> bool:
        """In January the year so far is the month."""
        return token.form is Form.YEAR and self.facts.month.number == JANUARY

    def _is_empty(self, clause: Clause) -> bool:
        """Tell whether the clause counts something, and all that it counts is zero."""
        counts = [token for token in tokens_in(clause.words) if not token.form.is_comparison]
        return bool(counts) and not any(map(self.facts.number, counts))


def _joined(told: Iterable[tuple[Clause, str]]) -> str:
    words = ""
    for clause, part in told:
        words += f"{clause.before if words else ''}{part}"
    return words


def _quoted(chapter: Chapter, returns: Iterable[BranchTexts]) -> Iterator[str]:
    """Give each branch that wrote something a line: 第一支部：……."""
    for texts in returns:
        found = [(word, _line(getattr(texts, field))) for field, word in chapter.quoted]
        told = "".join(f"{word}：{line}" if word else line for word, line in found if line)
        if told:
            yield f"{texts.branch}：{told}"


def _line(text: str) -> str:
    """Write what a branch wrote as one line that ends like a sentence, without braces."""
    lines = [line if line[-1] in ENDS else f"{line}。" for line in text.splitlines() if line]
    return without_braces("".join(lines))
