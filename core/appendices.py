"""Lists of people that a monthly report may append: each app declares in ``appendices.py`` whom it lists on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from core.scope import Actor


@dataclass(frozen=True)
class AppendixColumn:
    """A column; ``mask`` makes of a value what may be shown to those who do not need all of it."""

    field: str
    title: str
    width: float
    mask: Callable[[str], str] | None = None


@dataclass(frozen=True)
class AppendixRow:
    """A person: the number of their branch, and a value for each column."""

    branch: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Appendix:
    """Whom an app lists. ``rows`` yields those of whom an actor is told at the end of a day, in full.

    ``permission`` is what taking the list away requires, ``reveal`` what full numbers do besides; ``noun`` counts
    its rows (名党员).
    """

    key: str
    title: str
    noun: str
    permission: str
    reveal: str
    columns: tuple[AppendixColumn, ...]
    rows: Callable[[Actor, date], Iterator[AppendixRow]]

    def column(self, name: str) -> AppendixColumn | None:
        """Return the column of that field; ``None`` if there is none (any more)."""
        return next((column for column in self.columns if column.field == name), None)


@dataclass
class Appendices:
    """All appendices by key, in the order in which apps declared them."""

    known: dict[str, Appendix] = field(default_factory=dict)

    def register(self, appendix: Appendix) -> None:
        """Take in an appendix; raise ``ValueError`` where its key is taken."""
        if appendix.key in self.known:
            message = f"two appendices are called {appendix.key}"
            raise ValueError(message)
        self.known[appendix.key] = appendix

    def __iter__(self) -> Iterator[Appendix]:
        return iter(self.known.values())


APPENDICES = Appendices()
