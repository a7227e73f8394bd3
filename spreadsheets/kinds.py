"""A kind of sheet: what an app declares so that the engine can read, judge, store and undo its rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import QuerySet
from django.forms import Form

from core.scope import Actor
from spreadsheets.columns import Column
from spreadsheets.layout import normalise_header
from spreadsheets.models import ImportRow
from spreadsheets.planned import (
    Absence,
    AbsentRecord,
    Answers,
    Link,
    Option,
    Place,
    PlannedRow,
    Question,
    Subject,
    Written,
)
from spreadsheets.registry import SHEETS

__all__ = [
    "Absence", "AbsentRecord", "Answers", "Kind", "Link", "Option", "Place", "PlannedRow",
    "Question", "SheetKind", "Subject", "Written", "kind_of", "register",
]  # fmt: skip

C = TypeVar("C")


class SheetKind(ABC, Generic[C]):
    """Base of every kind. ``C`` is what one import needs to know of the database, looked up once a file."""

    key: ClassVar[str]
    title: ClassVar[str]
    noun: ClassVar[str]
    """What one row is, with its counting word: ``名党员``."""
    permission: ClassVar[str]
    object_label: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    rank: ClassVar[int] = 100
    """Where the kind stands among the others, the smallest first."""
    offers: ClassVar[Mapping[str, str]] = {}
    """What can be offered for a problem that the sheet cannot repair: code of the problem → words of the button."""
    beyond_columns: ClassVar[Mapping[str, str]] = {}
    """What storing a row may do besides filling columns: key in what is kept of the row → words."""
    subject_name: ClassVar[str] = ""
    """What a sheet of this kind may belong to as a whole, as addresses and options name it; empty where nothing."""
    subject_label: ClassVar[str] = ""
    """The same in words."""

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.columns}

    @property
    def lasting(self) -> frozenset[str]:
        """Columns, beside the required ones, that no row can empty."""
        return frozenset()

    @cached_property
    def words(self) -> dict[str, tuple[Column, bool]]:
        """Normalised headers: the column each means, and whether for sure."""
        found: dict[str, tuple[Column, bool]] = {}
        for column in self.columns:
            for word in column.weak:
                found.setdefault(normalise_header(word), (column, False))
        for column in self.columns:
            for word in (column.title, *column.synonyms):
                found[normalise_header(word)] = (column, True)
        return found

    def knows(self, header: str) -> bool:
        """Tell whether some column is called so."""
        return header in self.words

    @abstractmethod
    def places(self, *, by: Actor) -> list[Place]:
        """Return where ``by`` may import to, the widest first."""

    def offered(self, column: Column, context: C) -> Sequence[str]:  # noqa: ARG002  for kinds that look up
        """Return the words among which a person chooses in ``column``, for a template."""
        return column.choices

    @abstractmethod
    def context(self, *, by: Actor, place: Place, answers: Answers) -> C:
        """Look up what judging needs, once for the whole file."""

    def subjects(self, *, by: Actor, place: Place | None = None, also: str = "") -> list[Subject]:  # noqa: ARG002  for kinds that use it
        """Return what a sheet may belong to as a whole, the likeliest first; ``also`` is a key that is asked for."""
        return []

    def values_of_sheet(self, name: str, context: C) -> dict[str, str]:  # noqa: ARG002  for kinds that use it
        """Return values that the name of a sheet gives to its rows (``第一支部`` names a branch)."""
        return {}

    def values_of_heading(self, heading: Sequence[str], context: C) -> dict[str, str]:  # noqa: ARG002  as above
        """Return values that the lines above the header give to all rows."""
        return {}

    @abstractmethod
    def judge(self, rows: Sequence[PlannedRow], context: C) -> None:
        """Judge rows and compare them with the database: set problems, outcome, key and changes."""

    def prepare(self, rows: Sequence[PlannedRow], context: C) -> None:
        """Put into ``prepared`` of each row what storing needs and the database has no part in, such as encryption.

        It is called before :meth:`write`, in another thread, so that it must not ask the database.
        """

    @abstractmethod
    def write(self, rows: Sequence[PlannedRow], context: C, *, by: Actor) -> Iterable[Written]:
        """Store rows to be created or updated; called inside the transaction of the commit."""

    @abstractmethod
    def undo(self, rows: Sequence[ImportRow], *, by: Actor) -> None:
        """Take back ``rows``: set ``undone``, or ``kept_because`` where the object was edited since."""

    judged_apart_by: ClassVar[str] = ""
    """The column that tells whether two rows of a file have to do with each other: only if it says the same in both.

    Rows of such a kind are judged part by part, so that a large file takes little memory. Empty where each row may have
    to do with every other.
    """

    def stamp(self, context: C) -> str:  # noqa: ARG002  for kinds of which rows can be settled
        """Return all that judging goes by besides a row and its record, in words that change with it.

        Empty where each row is judged each time, whatever was stored before.
        """
        return ""

    def settles(self, row: PlannedRow) -> bool:  # noqa: ARG002  as above
        """Tell whether ``row``, once stored, would be judged the same on any later day."""
        return False

    def standing(self, rows: QuerySet[ImportRow], context: C) -> QuerySet[ImportRow]:  # noqa: ARG002  as above
        """Leave those of ``rows`` whose record is still as they left it."""
        return rows.none()

    tells_absence: ClassVar[bool] = False
    """Whether a sheet may be a full list, so that what it does not name can be shown and ended."""
    ending: ClassVar[tuple[str, str]] = ("", "")
    """The permission to end what is absent, and the words of the button."""

    def absent(self, rows: Sequence[PlannedRow], stored: Collection[int], context: C) -> Absence:
        """Return what is stored and stands neither in ``rows`` nor among ``stored``, what the sheet has named."""
        raise NotImplementedError

    def ending_form(self) -> type[Form]:
        """Return the form that asks how and when what is absent has ended."""
        raise NotImplementedError

    def end_absent(self, keys: Sequence[int], *, by: Actor, **answers: Any) -> int:  # noqa: ANN401  of the form
        """End what is absent by the ``answers`` of the form, all or none, and return how many."""
        raise NotImplementedError

    def take_offer(self, row: PlannedRow, context: C, *, by: Actor) -> str:
        """Do what was offered for ``row``; return a sentence that says what was done."""
        raise NotImplementedError

    @abstractmethod
    def names_of(self, keys: Iterable[int | None], *, by: Actor) -> dict[int, str]:
        """Return the names of those objects that ``by`` may see."""

    @abstractmethod
    def address_of(self, key: int) -> str:
        """Return the address of the page of the object ``key``."""

    def links_of(self, rows: Sequence[ImportRow], *, by: Actor) -> dict[int, Link]:
        """Return, by number of the row, what ``rows`` of an import came to, as far as ``by`` may see it."""
        names = self.names_of([row.object_key for row in rows], by=by)
        return {
            row.pk: Link(names[row.object_key], self.address_of(row.object_key))
            for row in rows
            if row.object_key in names
        }

    def shown(self, name: str, value: Any) -> str:  # noqa: ANN401  as the database keeps it
        """Return a stored value of the column ``name`` as a page may show it."""
        return self.by_field[name].shown("" if value is None else str(value))


Kind = SheetKind[Any]
K = TypeVar("K", bound=Kind)


def register(kind: K) -> K:
    """Let the portal import this kind of sheet."""
    SHEETS[kind.key] = kind
    return kind


def kind_of(key: str) -> Kind:
    """Return the kind called ``key``; raise ``KeyError`` for one that nobody declared."""
    kind = SHEETS[key]
    assert isinstance(kind, SheetKind)  # noqa: S101  for the type checker: only register() fills SHEETS
    return kind
