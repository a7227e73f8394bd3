"""How numbers are named inside a text: ｛管理流动党员｝, ｛管理流动党员·上月｝, ｛职业类别·技术工人·增减｝.

Ordinary braces, blanks and other quotation marks do as well. What is in no brace is plain text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from core.figures import FIGURES, Span, Split
from core.texts import clean_line

OPEN, CLOSE, DOT = "｛", "｝", "·"
_TOKEN = re.compile(r"[｛{]([^｛｝{}]*)[｝}]")
_BRACES = re.compile(r"[｛｝{}]")
_DOTS = re.compile(r"[・•‧∙.．]")
_QUOTES = re.compile(r"[\s“”\"„‟「」『』‘’']")
NO_BRACES = str.maketrans({"{": "〔", "｛": "〔", "}": "〕", "｝": "〕"})
ALIKE = 0.45
AROUND = 8


class Form(Enum):
    """Which number of a figure is meant; the value is what is written after the dot."""

    NOW = ""
    BEFORE = "上月"
    CHANGE = "增减"
    COMPARED = "比上月"
    YEAR = "本年累计"
    TO_DATE = "累计"

    @property
    def is_flow_only(self) -> bool:
        """Tell whether what is a state has no such number."""
        return self in (Form.YEAR, Form.TO_DATE)

    @property
    def is_comparison(self) -> bool:
        """Tell whether it is a difference, which also says something where it is zero."""
        return self in (Form.CHANGE, Form.COMPARED)


@dataclass(frozen=True)
class Term:
    """A figure by its name in texts."""

    key: str
    name: str
    unit: str
    is_state: bool

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that it has."""
        return tuple(form for form in Form if not (self.is_state and form.is_flow_only))


@dataclass(frozen=True)
class Token:
    """What stands in braces: the word as it was written, what it names, and in which form."""

    written: str
    name: str
    form: Form

    @property
    def plain(self) -> str:
        """The name as it is compared."""
        return plain(self.name)


WORDS: Mapping[str, str] = MappingProxyType(
    {"单位": "填报单位的名称", "月份": "本月，如2024年12月", "截止日期": "月末；本月尚未结束的，为当天"}
)
"""What can stand in braces beside figures, with its meaning."""


def terms() -> list[Term]:
    """Return every figure that a text can name, in the order of declaration, parts of a make-up by both titles."""
    found: list[Term] = []
    for figure in FIGURES:
        is_state = figure.headline is Span.DAY
        if isinstance(figure, Split):
            found += [
                Term(piece.key, f"{figure.title}{DOT}{piece.title}", piece.unit, is_state)
                for piece in figure.pieces
            ]
        else:
            found.append(Term(figure.key, figure.title, figure.unit, is_state))
    return found


def terms_by_name() -> dict[str, Term]:
    """Return them by their names as they are compared."""
    return {plain(term.name): term for term in terms()}


def plain(name: str) -> str:
    """Return a name without what people type in different ways: blanks, quotation marks, kinds of dots."""
    return _DOTS.sub(DOT, _QUOTES.sub("", name))


def token(name: str, form: Form = Form.NOW) -> str:
    """Write a token."""
    return f"{OPEN}{name}{DOT}{form.value}{CLOSE}" if form.value else f"{OPEN}{name}{CLOSE}"


def parts_of(text: str) -> Iterator[str | Token]:
    """Take a text apart into plain words and tokens."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield _read(found[1])
        end = found.end()
    if text[end:]:
        yield text[end:]


def tokens_in(text: str) -> list[Token]:
    """Return the tokens of a text."""
    return [part for part in parts_of(text) if isinstance(part, Token)]


def without_braces(text: str) -> str:
    """Return words that somebody wrote elsewhere, with marks that name nothing in place of braces."""
    return text.translate(NO_BRACES)


def faults_in(text: str) -> list[str]:
    """Return a sentence for everything in braces that names nothing, each once, with what may have been meant."""
    known = terms_by_name()
    found = [_fault(each, known) for each in tokens_in(text)]
    found += [_lonely(rest) for rest in _TOKEN.sub("\0", text).split("\0") if _BRACES.search(rest)]
    return list(dict.fromkeys(filter(None, found)))


def _read(written: str) -> Token:
    words = clean_line(written)
    name, dot, last = _DOTS.sub(DOT, words).rpartition(DOT)
    forms = {form.value: form for form in Form if form.value}
    form = forms.get(_QUOTES.sub("", last)) if dot else None
    return Token(words, name, form) if form else Token(words, words, Form.NOW)


def _fault(each: Token, known: Mapping[str, Term]) -> str:
    if each.plain in WORDS and each.form is Form.NOW:
        return ""
    term = known.get(each.plain)
    if term is None:
        return f"没有“{each.written[:40]}”这个指标{_meant(each, known)}"
    if each.form not in term.forms:
        return f"“{term.name}”是时点数，没有“{each.form.value}”，请改用{token(term.name)}。"
    return ""


def _meant(each: Token, known: Mapping[str, Term]) -> str:
    near = difflib.get_close_matches(each.plain, [*known, *WORDS], n=1, cutoff=ALIKE)
    inside = [name for name in known if each.plain and (each.plain in name or name in each.plain)]
    best = min(inside, key=len, default=next(iter(near), ""))
    if not best:
        return "，请从右边的列表中选取。"
    name = known[best].name if best in known else best
    return f"，是不是想写{token(name, each.form)}？"


def _lonely(rest: str) -> str:
    found = _BRACES.search(rest)
    at = found.start() if found else 0
    around = rest[max(0, at - AROUND) : at + AROUND].replace("\n", " ").strip()
    return f"“{around}”这里的大括号没有成对，请补上或删掉。"
