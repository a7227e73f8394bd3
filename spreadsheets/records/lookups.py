"""What a column may name: rows of another table, found by the ways in which people write them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from django.db.models import Model

from spreadsheets.faults import Fault
from spreadsheets.kinds import Option

SHOWN = 8  # names, as many as a sentence bears
NEAR_FROM = 0.5
LONGEST = 30
_BLANKS = re.compile(r"\s+")


def fold(words: str) -> str:
    """Return ``words`` without blanks, in half width: the form in which names are compared."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", words)).lower()


class Unsure(Fault):
    """Several rows are called so: the person is asked which one is meant."""

    def __init__(self, code: str, message: str, options: tuple[Option, ...]) -> None:
        super().__init__(code, message)
        self.options = options


class Lookup(ABC):
    """Related rows, loaded once for a file."""

    @abstractmethod
    def find(self, words: str) -> tuple[int | None, str]:
        """Return number and name of the row that ``words`` means; raise :class:`Fault` where there is none.

        The number is ``None`` for words that mean "no row" on purpose. Raises :class:`Unsure` where the person can say.
        """

    def row(self, number: int) -> Model | None:  # noqa: ARG002  for those that keep rows
        """Return the row itself where it is at hand, so that rules which look at it need not fetch it."""
        return None

    def names(self) -> list[str]:
        """Return what a person may choose from, for a template."""
        return []


class NamedLookup(Lookup):
    """Rows with a name each; a folded name that two of them share means neither."""

    def __init__(
        self,
        rows: Iterable[tuple[int, str]],
        *,
        code: str,
        unknown: Callable[[str, str], str],
        near: Callable[[str], str] | None = None,
    ) -> None:
        """Index ``rows``; ``unknown`` makes the sentence for a name that nobody has, and for the one nearest to it."""
        self._names = dict(rows)
        self._code = code
        self._unknown = unknown
        self._near = near or self._nearest
        self._known: dict[str, int | None] = {}
        for pk, name in self._names.items():
            for word in {name, fold(name)}:
                self._known[word] = None if word in self._known else pk
        self._nearest_of: dict[str, str] = {}

    def find(self, words: str) -> tuple[int, str]:
        found = self._known.get(words) or self._known.get(fold(words))
        if found is None:
            near = self._near_to(words)
            raise Fault(self._code, self._unknown(words[:LONGEST], near), near)
        return found, self._names[found]

    def names(self) -> list[str]:
        return list(self._names.values())

    def _near_to(self, words: str) -> str:
        if words not in self._nearest_of:
            self._nearest_of[words] = self._near(words)
        return self._nearest_of[words]

    def _nearest(self, words: str) -> str:
        return next(iter(difflib.get_close_matches(words, self.names(), n=1, cutoff=NEAR_FROM)), "")


def listed(names: Iterable[str]) -> str:
    """Return some names in quotes, as a sentence that lists what is possible can bear them."""
    known = list(names)
    return "".join(f"“{name}”" for name in known[:SHOWN]) + ("等" if len(known) > SHOWN else "")
