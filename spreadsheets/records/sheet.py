"""A kind of sheet whose rows are records of one model: what a room declares, and what it may add."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.models import QuerySet
from django.utils import timezone

from core.records import Record
from core.scope import Actor
from spreadsheets.columns import Column
from spreadsheets.kinds import Answers, Place, PlannedRow, SheetKind, Written
from spreadsheets.models import ImportRow
from spreadsheets.records import judging, rules, storing
from spreadsheets.records.columns import RecordColumn, may_be_emptied
from spreadsheets.records.context import RecordContext, Scope
from spreadsheets.records.users import users_of

R = TypeVar("R", bound=Record)


class RecordSheet(SheetKind[RecordContext], Generic[R]):
    """Rows are records of ``model``. A room says whose they are and which of them ``by`` may change."""

    model: type[R]
    columns: ClassVar[tuple[RecordColumn, ...]]
    ways: ClassVar[tuple[tuple[str, ...], ...]]
    """The ways in which a row is recognised again, the surest first: names of columns that are compared together."""
    apart: ClassVar[tuple[str, ...]] = ()
    """Columns that, where a row tells them, set records apart which are alike otherwise."""
    starting: ClassVar[Mapping[str, str]] = {}
    """What a new record is given where its row says nothing: column → words."""
    owner: ClassVar[str] = "branch"
    """The column that tells whose a record is."""
    base: ClassVar[str] = ""
    """The record that each row makes besides and hangs on, by the name of the field that leads to it."""
    own: ClassVar[frozenset[str]] = frozenset()
    """Names of relations whose rows are parts of the record: they do not keep it from being undone."""
    given: ClassVar[frozenset[str]] = frozenset()
    """Columns that storing fills in by itself where a row says nothing."""
    fixed: ClassVar[Mapping[str, str]] = {}
    """Columns that no import changes in a stored record, each with the sentence that says where it is done."""
    course: ClassVar[frozenset[str]] = frozenset()
    """Texts and numbers that belong to how far a record has come, such as the reply: no row empties them."""
    covered: ClassVar[frozenset[str]] = frozenset()
    """Names of unique constraints that recognising already sees to."""

    @cached_property
    def lasting(self) -> frozenset[str]:
        """What a record is known by, whose it is, and what is not the sheet's to say."""
        known = {name for way in self.ways for name in way}
        return frozenset(
            {*known, *self.apart, self.owner, *self.given, *self.fixed, *self.course}
            | {column.field for column in self.columns if not may_be_emptied(self.model, column)}
        )

    def column(self, name: str) -> RecordColumn:
        """Return the column of the field ``name``."""
        return cast("RecordColumn", self.by_field[name])

    # ── what a room says ─────────────────────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def reachable(self, context: RecordContext) -> QuerySet[R]:
        """Return the records that this import may change."""

    @abstractmethod
    def begin(self, row: PlannedRow, context: RecordContext) -> R:
        """Return a new record, not stored, that belongs to where the import goes."""

    # ── what a room may add ──────────────────────────────────────────────────────────────────────────────────────

    def read(self, row: PlannedRow, context: RecordContext) -> None:
        """Look at a row before it is compared: look up what no single column tells."""

    def complete(self, row: PlannedRow, record: R | None, context: RecordContext) -> None:
        """Add to ``row`` what follows from what it says; ``record`` is what is stored, ``None`` for a new one."""

    def judge_record(self, row: PlannedRow, record: R, context: RecordContext) -> None:
        """Judge ``record``, with the row's values, by rules that its model does not hold."""

    def before_insert(self, pairs: Sequence[tuple[PlannedRow, R]], context: RecordContext) -> None:
        """Give new records what only the moment of storing tells, such as a number."""

    def after_insert(self, pairs: Sequence[tuple[PlannedRow, R]], context: RecordContext) -> None:
        """Store what belongs to new records."""

    def after_update(self, pairs: Sequence[tuple[PlannedRow, R]], context: RecordContext) -> None:
        """Store what follows from a change."""

    def after_undo(self, records: Sequence[R], *, by: Actor) -> None:
        """Store what follows from taking a change back."""

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────

    def say(self, row: PlannedRow, name: str, words: str, context: RecordContext) -> None:
        """Let the row say ``words`` in the column ``name``, as if they stood there."""
        row.values[name] = words
        judging.take(self, row, name, context)

    def tell(self, row: PlannedRow, faults: Mapping[str, str]) -> None:
        """Refuse the row for what a room's own rules have found, each sentence at its field."""
        for name, sentence in faults.items():
            if not rules.has_fault(row, name):
                row.refuse(name, "rule", sentence)

    def scope(self, *, by: Actor, place: Place) -> Scope:
        """Return who imports what to where."""
        return Scope(by, place, self.permission, timezone.localdate())

    def context(self, *, by: Actor, place: Place, answers: Answers) -> RecordContext:
        return RecordContext(self.scope(by=by, place=place), answers)

    def offered(self, column: Column, context: RecordContext) -> Sequence[str]:
        related = column.related if isinstance(column, RecordColumn) else None
        return context.once(related).names() if related else column.choices

    def judge(self, rows: Sequence[PlannedRow], context: RecordContext) -> None:
        judging.judge(self, rows, context)

    def write(self, rows: Sequence[PlannedRow], context: RecordContext, *, by: Actor) -> Iterable[Written]:
        del by  # the import's own entry names the actor
        return storing.write(self, rows, context)

    def undo(self, rows: Sequence[ImportRow], *, by: Actor) -> None:
        storing.undo(self, rows, by=by)

    def parts_of(self, record: R) -> list[tuple[str, Record]]:
        """Return the records that a row makes, each with the path to it, in the order in which they are stored."""
        return [*([(self.base, getattr(record, self.base))] if self.base else []), ("", record)]

    def revision_of(self, record: R) -> int:
        """Return a number that grows with each change of the record or a part of it."""
        return sum(part.revision for _, part in self.parts_of(record))

    def with_related(self, records: QuerySet[R]) -> QuerySet[R]:
        """Return ``records`` with all that their columns show, in one query."""
        related = {
            column.path.replace(".", "__")
            for column in self.columns
            if column.path and column.related is not None
        }
        ways = {self.base} if self.base else set()
        return records.select_related(*sorted(related | ways)) if related | ways else records

    def in_use(self, records: Mapping[int, R]) -> dict[int, str]:
        """Return, by number, what refers to those of ``records`` that cannot be taken back any more."""
        return users_of(self, records)

    def as_written(self, record: R, name: str) -> str:
        """Return the value of one of the columns as a sheet writes it."""
        column = self.column(name)
        return column.words_of(record) if column.path else ""

    def names_of(self, keys: Iterable[int | None], *, by: Actor) -> dict[int, str]:
        found: Any = self.model._default_manager
        rows = found.visible_to(by).filter(pk__in=[key for key in keys if key])
        return {record.pk: str(record) for record in self.with_related(rows)}

    def address_of(self, key: int) -> str:
        address: str = self.model(pk=key).get_absolute_url()  # type: ignore[attr-defined]  # each of our models has one
        return address

    def shown(self, name: str, value: Any) -> str:  # noqa: ANN401  value and words, as storing keeps them
        return self.by_field[name].shown(value[1] if isinstance(value, list) else "")
