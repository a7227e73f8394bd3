"""What a plan is made of: rows with what will happen to them, places, questions and the answers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spreadsheets.faults import FOREIGN, Problem
from spreadsheets.models import RowOutcome
from spreadsheets.reader.book import Cell


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to a question about a row. ``for_all`` is on the button that gives it to all rows asked so."""

    key: str
    label: str
    for_all: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person can say of a row: which of two namesakes is meant, whether somebody unknown counts.

    ``code`` is the same for questions that can be answered together. One that was answered stays with its row, so that
    the answer can be changed.
    """

    code: str
    options: tuple[Option, ...]
    chosen: str = ""
    """Key of the option that was picked."""


@dataclass(slots=True)
class PlannedRow:
    """One row of the sheet with what will happen to it."""

    sheet: str
    number: int
    values: dict[str, str]
    cells: Sequence[Cell] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    outcome: RowOutcome = RowOutcome.CREATE
    problems: list[Problem] = field(default_factory=list)
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    key: int | None = None
    revision: int | None = None
    record: dict[str, Any] = field(default_factory=dict)
    """What judging made of the values: as the database keeps them, ready to be stored."""
    question: Question | None = None
    wiped: tuple[str, ...] = ()
    """Fields that the row empties, where something is stored."""
    repaired: dict[str, str] = field(default_factory=dict)
    """What the sheet says in fields that were repaired: ``cells`` and ``values`` hold what was typed instead."""
    digest: int | None = None
    """What tells the row from all others, and is kept with it (see ``settled``)."""
    prepared: Any = None
    """What the kind has made ready to be stored."""

    def refuse(self, name: str, code: str, message: str, near: str = "") -> None:
        """Refuse the row for a fault of the field ``name``; ``near`` is what is probably meant."""
        self.problems.append(Problem(name, code, message, self.letters.get(name, ""), self.number, near))
        self.outcome = RowOutcome.REFUSE

    @property
    def is_refused(self) -> bool:
        """Tell whether something must be repaired before the row can be stored."""
        return self.outcome is RowOutcome.REFUSE

    @property
    def is_foreign(self) -> bool:
        """Tell whether the row is for others to import, whatever else may be wrong with it."""
        return any(problem.code == FOREIGN for problem in self.problems)

    @property
    def place(self) -> str:
        """Name of the row in answers: sheet and number."""
        return f"{self.sheet}!{self.number}"


@dataclass(frozen=True, slots=True)
class Written:
    """What storing a row did: the object, its fields before and after, its revision since."""

    row: PlannedRow
    key: int
    before: dict[str, Any]
    after: dict[str, Any]
    revision: int


@dataclass(frozen=True)
class Place:
    """Where an import goes: the committee, and the branch if it is one branch's own."""

    committee_key: int
    branch_key: int | None
    title: str


@dataclass(frozen=True)
class Answers:
    """What the person said: of single rows, by their place, and of the whole file.

    ``others`` are rows that are other people than those asked about; ``picked`` gives the key of the chosen
    :class:`Option`; ``subject`` is what all rows belong to where the kind asks for one; with ``fill_blanks`` what is
    stored stays, and only what is missing there is taken from the sheet.
    """

    others: frozenset[str] = frozenset()
    picked: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    fill_blanks: bool = False


@dataclass(frozen=True)
class Link:
    """What a row of an import came to: its name, and the address of its page."""

    name: str
    address: str


@dataclass(frozen=True)
class AbsentRecord:
    """Something stored that a sheet does not name: its key and name, the place it belongs to, and since when."""

    key: int
    name: str
    place: str
    since: date


@dataclass(frozen=True)
class Absence:
    """What is stored in ``places``, by their names, and stands in no row of a sheet that covers them.

    ``unreadable`` rows may be about anything: as long as there are some, nothing is surely absent.
    """

    places: tuple[str, ...]
    records: tuple[AbsentRecord, ...]
    unreadable: tuple[int, ...] = ()
    """Their numbers."""


@dataclass(frozen=True)
class Subject:
    """What all rows of a sheet may belong to, such as the activity of a sign-in sheet."""

    key: str
    title: str
