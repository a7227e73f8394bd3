"""What a page offers for repair: how a cell is edited, what it probably means, which problems are repaired at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spreadsheets.columns import Column
from spreadsheets.faults import Problem
from spreadsheets.kinds import PlannedRow
from spreadsheets.planning import Plan
from spreadsheets.repairs.remembering import Memory
from spreadsheets.repairs.row_sets import tell_rows
from spreadsheets.repairs.showing import is_private, shown_text, text_in

FEW = 30
"""Choices, as many as a list to choose from bears; more are offered while typing."""
MOST_OFFERED = 1000
MOST_GROUPS = 10
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class CellForm:
    """One cell as it is edited: ``said`` is what the sheet says where the cell was repaired already.

    ``is_hidden``: the text is not on the page, since it may be somebody's number; it must be asked for.
    """

    row: str
    column: Column
    text: str
    address: str
    near: str = ""
    remembered: str = ""
    options: tuple[str, ...] = ()
    list_id: str = ""
    is_hidden: bool = False
    is_repaired: bool = False
    said: str = ""

    @property
    def key(self) -> str:
        """Name of the field on the page, the same each time that the page is made."""
        return f"cell-{self.row.rpartition('!')[2]}-{self.column.field}"

    @property
    def label(self) -> str:
        """What the field is called for those who do not see the table."""
        return f"{self.address} {self.column.title}"

    @property
    def masked(self) -> str:
        """The text as the page may show it before it is asked for."""
        return shown_text(self.column, self.text)

    @property
    def selected(self) -> str:
        """The choice that stands first."""
        return self.remembered or self.near or (self.text if self.text in self.options else "")


@dataclass(frozen=True)
class Alike:
    """The same problem in several rows: one column, one text, one fault."""

    column: Column
    said: str
    message: str
    places: tuple[str, ...]
    near: str = ""
    remembered: str = ""
    options: tuple[str, ...] = ()
    list_id: str = ""

    @property
    def key(self) -> str:
        """Name of the field on the page."""
        return f"alike-{self.places[0].rpartition('!')[2]}-{self.column.field}"

    @property
    def label(self) -> str:
        """What the field is called for those who do not see the page."""
        return f"{self.column.title}“{self.said}”改为"

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.places)

    @property
    def rows(self) -> list[str]:
        """The rows as the page sends them back."""
        return tell_rows(self.places)

    @property
    def numbers(self) -> str:
        """The first row numbers in words."""
        shown = "、".join(place.rpartition("!")[2] for place in self.places[:8])
        return shown + ("……" if self.count > 8 else "")  # noqa: PLR2004  as many as a line bears

    @property
    def selected(self) -> str:
        """The choice that stands first."""
        return self.remembered or self.near


@dataclass
class Offers:
    """What can be offered in the cells of one plan; ``opened`` is the cell that shows its text in full."""

    plan: Plan
    memory: Memory
    opened: tuple[str, str] = ("", "")
    lists: dict[str, Sequence[str]] = field(default_factory=dict)
    """Lists offered while typing, by their name on the page, as far as cells have asked for them."""
    _offered: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def form_of(self, row: PlannedRow, column: Column, problems: Sequence[Problem] = ()) -> CellForm:
        """Return how the cell of ``column`` in ``row`` is edited."""
        name, text = column.field, text_in(self.plan, row, column.field)
        said = row.repaired.get(name, "")
        options, list_id = self._choices(column)
        return CellForm(
            row=row.place,
            column=column,
            text=text,
            address=f"{row.letters.get(name, '')}{row.number}",
            near=next((p.near for p in problems if p.near), ""),
            remembered=self._meaning(name, text),
            options=options,
            list_id=list_id,
            is_hidden=is_private(column, text) and self.opened != (row.place, name),
            is_repaired=name in row.repaired,
            said=shown_text(column, said),
        )

    def alike(self) -> tuple[list[Alike], int]:
        """Return the problems that can be repaired at once, the most frequent first, and how many more there are."""
        found: dict[tuple[str, str, str], tuple[Problem, list[str]]] = {}
        for row, problem, text in self._repeatable():
            found.setdefault((problem.field, text, problem.code), (problem, []))[1].append(row.place)
        groups = [
            (name, text, problem, places)
            for (name, text, _), (problem, places) in found.items()
            if len(places) > 1 or self._meaning(name, text)
        ]
        groups.sort(key=lambda group: -len(group[3]))
        return [self._group(*group) for group in groups[:MOST_GROUPS]], max(0, len(groups) - MOST_GROUPS)

    def _repeatable(self) -> Iterator[tuple[PlannedRow, Problem, str]]:
        """Yield the problems whose texts may stand in many rows, each field of a row once."""
        kind = self.plan.kind
        for row in self.plan.refused:
            seen: set[str] = set()
            for problem in () if row.is_foreign else row.problems:
                column = kind.by_field.get(problem.field)
                if column is None or column.distinct or column.mask or problem.field in seen:
                    continue
                seen.add(problem.field)
                text = text_in(self.plan, row, problem.field)
                if (text or self.offered(column)) and not is_private(column, text):
                    yield row, problem, text

    def _group(self, name: str, text: str, problem: Problem, places: list[str]) -> Alike:
        column = self.plan.kind.by_field[name]
        options, list_id = self._choices(column)
        said = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}……"
        return Alike(
            column, said, problem.message, tuple(places), problem.near, self._meaning(name, text), options, list_id
        )  # fmt: skip

    def offered(self, column: Column) -> tuple[str, ...]:
        """Return the words among which one chooses in ``column``."""
        if column.field not in self._offered:
            self._offered[column.field] = tuple(self.plan.kind.offered(column, self.plan.context))
        return self._offered[column.field]

    def _choices(self, column: Column) -> tuple[tuple[str, ...], str]:
        offered = self.offered(column)
        if len(offered) <= FEW:
            return offered, ""
        list_id = f"offered-{column.field}"
        self.lists[list_id] = offered[:MOST_OFFERED]
        return (), list_id

    def _meaning(self, name: str, text: str) -> str:
        """Return what was remembered for ``text``, if it still can be chosen."""
        found = self.memory.meaning(name, text) if text else ""
        return found if found and found in self.offered(self.plan.kind.by_field[name]) else ""
