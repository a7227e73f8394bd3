"""Searching all rooms at once, within what a person may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from core.texts import clean_line, narrow

SHOWN = 8
"""So many hits of one kind stand on the page."""
FIRST = {"members.members"}
"""People come first; the others follow in the order of their registration."""
SHORTEST, LONGEST = 2, 60
"""Characters of a text that is searched for."""

_MARKS = re.compile(r"[\s()/\-\u2010-\u2015\u2212+.·]+")
_ONLY_DIGITS = re.compile(r"[0-9*]{7,}[xX]?")
_MANY_DIGITS = re.compile(r"[0-9]{11,}")
_TICKET = re.compile(r"20[0-9]{2}[-\u2010-\u2015\u2212 ]?[0-9]{1,5}")


def looks_like_number(text: str) -> bool:
    """Tell whether ``text`` is, or holds, what may be a person's ID or telephone number, however it is spaced.

    Such a number must not stand in an address. 2024-0001, the number of a ticket, may.
    """
    plain = narrow(text).strip()
    if _TICKET.fullmatch(plain):
        return False
    digits = _MARKS.sub("", plain)
    return bool(_ONLY_DIGITS.fullmatch(digits) or _MANY_DIGITS.search(digits))


@dataclass(frozen=True)
class Found:
    """What one finder has found, at most :data:`SHOWN` hits of it."""

    finder: Finder
    hits: Sequence[Hit]
    has_more: bool
    everything: str

    @property
    def count_words(self) -> str:
        """How many: 3, or 8 条以上 where there are more than the page shows."""
        return f"{len(self.hits)} 条以上" if self.has_more else f"{len(self.hits)} 条"


class Search:
    """A search of one person. Nothing is asked for while the text is too short, too long, or a number."""

    def __init__(self, user: Actor, text: str) -> None:
        self.user, self.text = user, clean_line(text)

    @property
    def fault(self) -> str:
        """Why nothing is searched, as a sentence; empty where it is."""
        if self.text and len(self.text) < SHORTEST:
            return f"请至少输入 {SHORTEST} 个字。"
        if len(self.text) > LONGEST:
            return f"最多 {LONGEST} 个字，请只留最要紧的词。"
        return ""

    @cached_property
    def found(self) -> list[Found]:
        """What was found by kind, in the order of the rooms."""
        if not self.text or self.fault:
            return []
        found = [self._cut(finder, hits) for finder, hits in FINDERS.find(self.user, self.text, SHOWN + 1)]
        return sorted(found, key=lambda each: each.finder.key not in FIRST)

    @property
    def kinds(self) -> list[str]:
        """What this person can find."""
        return [finder.title for finder in FINDERS if self.user.has_perm(finder.permission)]

    def _cut(self, finder: Finder, hits: Sequence[Hit]) -> Found:
        return Found(finder, hits[:SHOWN], len(hits) > SHOWN, self._everything(finder))

    def _everything(self, finder: Finder) -> str:
        view, _, query = finder.everything.partition("?")
        return f"{reverse(view)}?{urlencode({'q': self.text, **dict(parse_qsl(query))})}" if view else ""
