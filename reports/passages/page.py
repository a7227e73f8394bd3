"""What the pages of the text part show: its chapters with their numbers, and the names to insert."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from branches.models import Committee
from core.periods import Month
from reports.lines import lines_of
from reports.models import MonthlyReport, ReportText
from reports.models.closed import closed_report
from reports.monthly import Report, computed
from reports.passages.filling import Facts
from reports.passages.naming import WORDS, Form, Term, terms, token
from reports.passages.returns import texts_of
from reports.passages.writing import Draft, drafts_of
from reports.sections import sections
from reports.standing import stored_report


@dataclass(frozen=True)
class Insert:
    """One thing to insert: the words on its button, the token, and what stands for it this month."""

    words: str
    token: str
    filled: str


@dataclass(frozen=True)
class Named:
    """A figure with each of its forms to insert."""

    name: str
    inserts: list[Insert]


class TextPage:
    """The text part of one committee's month."""

    def __init__(self, committee: Committee, month: Month) -> None:
        self.committee, self.month = committee, month

    @cached_property
    def closed(self) -> MonthlyReport | None:
        """What the month was closed with; its text is never changed."""
        return closed_report(self.committee, self.month)

    @cached_property
    def report(self) -> Report | None:
        """The stored report of a closed month."""
        return stored_report(self.closed) if self.closed else None

    @cached_property
    def drafts(self) -> list[Draft]:
        """The chapters of an open month."""
        lines = lines_of(computed(self.committee, self.month).found, self.month)
        return drafts_of(self.committee, self.month, lines, texts_of(self.committee, self.month))

    @cached_property
    def revision(self) -> int:
        """How often the text was changed; 0 where everything writes itself."""
        rows = ReportText.objects.filter(committee=self.committee, month=self.month)
        return rows.values_list("revision", flat=True).first() or 0

    def draft(self, key: str) -> Draft | None:
        """Return the chapter ``key``, without one the first; ``None`` where there is none of that name."""
        if not key:
            return self.drafts[0]
        return next((draft for draft in self.drafts if draft.chapter.key == key), None)

    @property
    def facts(self) -> Facts:
        """The month's numbers."""
        return self.drafts[0].facts

    def names(self) -> list[tuple[str, list[Named]]]:
        """Everything that can be inserted, by the rooms that it comes from; words that are no numbers first."""
        words = [Named(word, [self._insert(meaning, token(word))]) for word, meaning in WORDS.items()]
        by_key: dict[str, list[Term]] = {}
        for term in terms():
            by_key.setdefault(term.key.partition(":")[0], []).append(term)
        rooms = [
            (title, [self._named(term) for figure in figures for term in by_key[figure.key]])
            for title, figures in sections()
        ]
        return [("日期和名称", words), *rooms]

    def _named(self, term: Term) -> Named:
        forms = term.forms
        inserts = [self._insert(_word(term, form), token(term.name, form)) for form in forms]
        return Named(term.name, inserts)

    def _insert(self, words: str, text: str) -> Insert:
        return Insert(words, text, self.facts.filled(text))


def _word(term: Term, form: Form) -> str:
    return form.value or ("月末" if term.is_state else "本月")
