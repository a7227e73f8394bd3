"""How a plan shows on the check page: each row with its cells, tidied, changed or faulty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spreadsheets.columns import Column
from spreadsheets.kinds import PlannedRow
from spreadsheets.models import RowOutcome
from spreadsheets.planning import Plan, tidied

OUTCOME_LOOKS = {
    RowOutcome.CREATE: "success",
    RowOutcome.UPDATE: "info",
    RowOutcome.UNCHANGED: "secondary",
    RowOutcome.REFUSE: "danger",
    RowOutcome.SKIP: "secondary",
}
SAME_PERSON = "same_person"


@dataclass
class ShownCell:
    """One cell: what will be stored, what stood there before, what is wrong with it."""

    column: Column
    value: str
    before: str = ""
    tidied: str = ""
    problems: list[str] = field(default_factory=list)
    address: str = ""


@dataclass
class ShownRow:
    """One row with its cells in the order of the declared columns."""

    row: PlannedRow
    cells: list[ShownCell]
    look: str
    words: str
    elsewhere: list[str]
    asks_identity: bool
    offer: str


def shown_columns(plan: Plan, rows: Sequence[PlannedRow]) -> list[Column]:
    """Return the columns that the file holds or that the plan fills for ``rows``.

    First the one that tells who it is, then those with a fault so that nobody must scroll for it, then the rest.
    """
    held = {m.field for mapping in plan.mappings for m in mapping.matches if m.field}
    held |= {name for row in rows for name in row.values}
    faulty = {problem.field for row in rows for problem in row.problems}
    first = plan.kind.columns[0].field
    columns = [column for column in plan.kind.columns if column.field in held]
    return sorted(columns, key=lambda column: (column.field != first, column.field not in faulty))


def show_rows(plan: Plan, rows: Sequence[PlannedRow], columns: Sequence[Column]) -> list[ShownRow]:
    """Return ``rows`` ready for the page, personal numbers masked."""
    mappings = {mapping.table.sheet: mapping for mapping in plan.mappings}
    return [_show(plan, row, columns, tidied(row, mappings[row.sheet])) for row in rows]


def _show(plan: Plan, row: PlannedRow, columns: Sequence[Column], tidy: dict[str, str]) -> ShownRow:
    cells = [_cell(row, column, tidy.get(column.field, "")) for column in columns]
    shown = {column.field for column in columns}
    offers = [plan.kind.offers[p.code] for p in row.problems if p.code in plan.kind.offers]
    return ShownRow(
        row=row,
        cells=cells,
        look=OUTCOME_LOOKS[row.outcome],
        words=f"{len(row.problems)} 处须改" if row.is_refused else str(row.outcome.label),
        elsewhere=[p.message for p in row.problems if p.field not in shown],
        asks_identity=any(p.code == SAME_PERSON for p in row.problems),
        offer=offers[0] if offers else "",
    )


def _cell(row: PlannedRow, column: Column, tidy: str) -> ShownCell:
    name = column.field
    before = row.changes.get(name, ("", ""))[0]
    problems = [p for p in row.problems if p.field == name]
    return ShownCell(
        column=column,
        value=column.shown(row.values.get(name, "")),
        before=column.shown(before),
        tidied=column.shown(tidy),
        problems=[p.message for p in problems],
        address=problems[0].cell if problems else "",
    )


@dataclass(frozen=True)
class Repeated:
    """A sentence that stands in several rows, so that it can be dealt with once."""

    message: str
    count: int
    rows: str


def repeated_problems(plan: Plan) -> list[Repeated]:
    """Return the problems that occur in more than one row, most frequent first, with the first row numbers."""
    counted = Counter(p.message for row in plan.refused for p in row.problems)
    found = []
    for message, count in counted.most_common(5):
        if count > 1:
            numbers = [row.number for row in plan.refused if any(p.message == message for p in row.problems)]
            words = "、".join(map(str, numbers[:8])) + ("……" if len(numbers) > 8 else "")  # noqa: PLR2004  a line
            found.append(Repeated(message, count, words))
    return found
