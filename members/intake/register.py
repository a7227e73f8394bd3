"""What the register says of the people of a file: read once for all of them, opened only where it is compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from core import crypto
from core.fields import BlindIndexField, EncryptedTextField
from members.choices import Departure
from members.models import Enrolment, Member
from spreadsheets.models import ImportRow

CHUNK = 900
ALWAYS = ("pk", "revision", "branch_id", "branch__name", "national_id_index")
T = TypeVar("T")
Stay = tuple[date, "date | None", str]
"""When somebody came to a branch, left it, and for where."""


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut ``items`` into lists of at most ``size``, as many as a query can take."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


class Columns:
    """Some columns of the members' table, encrypted ones as they are stored, with what opens and compares them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [*ALWAYS, *names]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.openers: dict[str, Callable[[str], str]] = {}
        self.indexers: dict[str, tuple[int, Callable[[str], str]]] = {}
        for field in Member._meta.concrete_fields:
            if isinstance(field, EncryptedTextField) and field.name in self.place:
                self.openers[field.name] = crypto.decrypter(field.place)
            if isinstance(field, BlindIndexField) and field.source in self.openers:
                self.place[field.name] = len(self.names)
                self.names.append(field.name)
                self.indexers[field.source] = (self.place[field.name], crypto.indexer(field.source))

    @cached_property
    def query(self) -> list[Any]:
        """What ``values_list`` takes."""
        return [Cast(name, TextField()) if name in self.openers else name for name in self.names]


class Known:
    """One member as the register has them.

    ``stay`` is the open enrolment, else the last; ``None`` where all are void.
    """

    __slots__ = ("_columns", "_values", "stay")

    def __init__(self, columns: Columns, values: tuple[Any, ...]) -> None:
        self._columns = columns
        self._values = values
        self.stay: Stay | None = None

    @property
    def pk(self) -> int:
        """Number of the member."""
        return int(self._values[0])

    @property
    def revision(self) -> int:
        """How often the record has been changed."""
        return int(self._values[1])

    @property
    def branch_id(self) -> int:
        """The branch that manages them, or did so last."""
        return int(self._values[2])

    @property
    def branch_name(self) -> str:
        """Its name."""
        return str(self._values[3])

    def value(self, name: str) -> Any:  # noqa: ANN401  a column's value
        """Return what a column holds, in clear."""
        stored = self._values[self._columns.place[name]]
        opener = self._columns.openers.get(name)
        return opener(stored) if opener and stored else stored

    def says(self, name: str, value: str) -> bool:
        """Tell whether a sealed column holds ``value``: by its blind index, where it has one."""
        found = self._columns.indexers.get(name)
        if found is None:
            return bool(self.value(name) == value)
        place, index_of = found
        return bool(self._values[place] == (index_of(value) or None))

    @property
    def is_sealed(self) -> Callable[[str], bool]:
        """Tell of a column whether it is encrypted."""
        return self._columns.openers.__contains__


def members_by_index(committee: int, indexes: Iterable[str], names: Iterable[str]) -> dict[str, Known]:
    """Return those of ``committee`` with the ID numbers of ``indexes``, with the columns ``names``, by index."""
    columns = Columns(names)
    place = columns.place["national_id_index"]
    found: dict[str, Known] = {}
    for part in batched(indexes, CHUNK):
        rows = Member.objects.filter(committee=committee, national_id_index__in=part).order_by()
        for values in rows.values_list(*columns.query):
            found[values[place]] = Known(columns, values)
    by_key = {known.pk: known for known in found.values()}
    for some in batched(by_key, CHUNK):
        stays = Enrolment.objects.filter(member__in=some).exclude(outcome=Departure.VOID)
        told = stays.order_by("started_on", "pk").values_list("member", "started_on", "ended_on", "outcome")
        for key, started_on, ended_on, outcome in told:
            known = by_key[key]
            if known.stay is None or known.stay[1] is not None:
                known.stay = (started_on, ended_on, outcome)
    return found


def standing(rows: QuerySet[ImportRow], allowed: Collection[int]) -> QuerySet[ImportRow]:
    """Leave those of ``rows`` whose member is as they left them, and in the care of one of the branches ``allowed``.

    Whatever changes a record or moves it to another branch makes a revision; that somebody has left is looked up.
    """
    members = Member.objects.filter(branch__in=allowed, pk__in=Enrolment.objects.open().values("member"))
    same = members.filter(pk=OuterRef("object_key"), revision=OuterRef("revision"))
    return rows.filter(Exists(same))
