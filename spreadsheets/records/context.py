"""What one import of records knows of the database: looked up once for a file, never for a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias, TypeVar, cast

from core.scope import Actor
from spreadsheets.kinds import Answers, Place
from spreadsheets.records.lookups import Lookup

T = TypeVar("T")


@dataclass(frozen=True)
class Scope:
    """Who imports what to where: all that a look-up needs to know."""

    by: Actor
    place: Place
    permission: str
    today: date


Load: TypeAlias = Callable[[Scope], Lookup]
"""How a room loads what a column may name."""


@dataclass
class RecordContext:
    """The scope, what the person answered, look-ups as they are first needed, and the rows as objects."""

    scope: Scope
    answers: Answers
    objects: dict[str, Any] = field(default_factory=dict)
    """Place of the row → the record that it makes or changes, with the row's values set."""
    _loaded: dict[Callable[[Scope], Any], Any] = field(default_factory=dict)

    def once(self, load: Callable[[Scope], T]) -> T:
        """Return what ``load`` gives for the scope of the import, loaded when it is first asked for."""
        if load not in self._loaded:
            self._loaded[load] = load(self.scope)
        return cast("T", self._loaded[load])

    @property
    def by(self) -> Actor:
        """Whoever imports."""
        return self.scope.by

    @property
    def place(self) -> Place:
        """Where the import goes."""
        return self.scope.place

    @property
    def today(self) -> date:
        """The day of the import."""
        return self.scope.today
