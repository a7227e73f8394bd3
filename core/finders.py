"""Global search: each app says in ``finders.py`` how a person finds those of its rows that they may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from core.scope import Actor


@dataclass(frozen=True)
class Hit:
    """One row that was found: its title, a few words about it, and its page."""

    title: str
    words: str
    href: str


@dataclass(frozen=True)
class Finder:
    """Finds rows of one kind. ``find(by, text, limit)`` returns at most ``limit`` hits that ``by`` may see.

    ``everything`` names the list that finds the same rows by ``?q=…``, where there is one, with what else its address
    needs: ``members:members?status=all``.
    """

    key: str
    title: str
    permission: str
    icon: str
    find: Callable[[Actor, str, int], Sequence[Hit]]
    everything: str = ""


@dataclass
class Finders:
    """All finders by key, in the order in which apps declared them."""

    finders: dict[str, Finder] = field(default_factory=dict)

    def register(self, *finders: Finder) -> None:
        """Take in finders; raise ``ValueError`` where a key is taken."""
        for finder in finders:
            if finder.key in self.finders:
                message = f"two finders are called {finder.key}"
                raise ValueError(message)
            self.finders[finder.key] = finder

    def __iter__(self) -> Iterator[Finder]:
        return iter(self.finders.values())

    def find(self, by: Actor, text: str, limit: int) -> list[tuple[Finder, Sequence[Hit]]]:
        """Return what each finder that ``by`` may use has found, those without a hit left out."""
        found = [(f, f.find(by, text, limit)) for f in self if by.has_perm(f.permission)]
        return [(finder, hits) for finder, hits in found if hits]


FINDERS = Finders()
