"""Filling the numbers in: what stands for a token in one month's report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.figures import Figure, Number, Span
from core.numbers import thousands
from core.periods import Month
from reports.addresses import rows_address
from reports.lines import Line, told_figures
from reports.passages.naming import CLOSE, OPEN, Form, Term, Token, parts_of, terms_by_name

POINTS = "个百分点"
UNKNOWN = "上月无可比数"
SPANS = {Form.YEAR: Span.YEAR, Form.TO_DATE: Span.TO_DATE}


@dataclass(frozen=True)
class Piece:
    """Words, and the address of the rows behind them where they are a number."""

    words: str
    href: str = ""


class Facts:
    """The numbers of one report, and the words for what it is about."""

    def __init__(self, lines: Iterable[Line], month: Month, *, place: str, as_of: str) -> None:
        self.month = month
        self.lines = {line.key: line for line in lines}
        self.words: Mapping[str, str] = {"单位": place, "月份": month.title, "截止日期": as_of}

    def filled(self, text: str) -> str:
        """Return ``text`` with its numbers; what names nothing stays as it was written."""
        return "".join(part if isinstance(part, str) else self._filled(part) for part in parts_of(text))

    def pieces(self, text: str) -> Iterator[Piece]:
        """Return the same in pieces, each number with the address of its rows."""
        for part in parts_of(text):
            if isinstance(part, str):
                yield Piece(part)
            else:
                term = self._term(part)
                yield Piece(self._filled(part), self._address(term, part.form) if term else "")

    def number(self, token: Token) -> Number | None:
        """Return the number behind a token of a figure; ``None`` where it has none."""
        term = self._term(token)
        return _number(self.lines[term.key], token.form) if term else None

    def _filled(self, token: Token) -> str:
        if term := self._term(token):
            return _words(self.lines[term.key], token.form)
        is_word = token.form is Form.NOW and token.plain in self.words
        return self.words[token.plain] if is_word else f"{OPEN}{token.written}{CLOSE}"

    def _term(self, token: Token) -> Term | None:
        """The figure that a token names, if it has the form asked for and a line in this report."""
        term = self._terms.get(token.plain)
        return term if term and term.key in self.lines and token.form in term.forms else None

    def _address(self, term: Term, form: Form) -> str:
        month = self.month.plus(-1) if form is Form.BEFORE else self.month
        span = SPANS.get(form, Span.DAY if term.is_state else Span.MONTH)
        return rows_address(self._figures[term.key], month, span)

    @cached_property
    def _terms(self) -> Mapping[str, Term]:
        return terms_by_name()

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        return {figure.key: figure for figure in told_figures()}


def _number(line: Line, form: Form) -> Number | None:
    return {
        Form.NOW: line.now,
        Form.BEFORE: line.before,
        Form.CHANGE: line.change,
        Form.COMPARED: line.change,
        Form.YEAR: line.year,
        Form.TO_DATE: line.to_date,
    }[form]


def _words(line: Line, form: Form) -> str:
    number = _number(line, form)
    if form.is_comparison:
        return change_words(line, number, form)
    if number is None:
        return "--"
    if line.is_share:
        return f"{_percent(number)}{line.unit}"
    return f"{thousands(number)}{line.unit}"


def change_words(line: Line, change: Number | None, form: Form) -> str:
    """Say 增加3人, 下降0.8个百分点, 持平; with 比上月 before it where the form says so."""
    if change is None:
        return UNKNOWN
    if not change:
        return "与上月持平" if form is Form.COMPARED else "持平"
    up, down = ("上升", "下降") if line.is_share else ("增加", "减少")
    amount = f"{_percent(abs(change))}{POINTS}" if line.is_share else f"{thousands(abs(change))}{line.unit}"
    return f"{'比上月' if form is Form.COMPARED else ''}{up if change > 0 else down}{amount}"


def _percent(number: Number) -> str:
    """Write ``98.2``, and ``100`` without a decimal."""
    return f"{number:.1f}".removesuffix(".0")
