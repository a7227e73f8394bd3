"""How a plan shows on the check page: each row with its cells, tidied, changed or faulty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spreadsheets.cleaning import tidied
from spreadsheets.columns import Column
from spreadsheets.faults import FOREIGN
from spreadsheets.kinds import Option, PlannedRow, Question
from spreadsheets.mapping import AS_BEFORE
from spreadsheets.models import RowOutcome
from spreadsheets.planning import Plan
from spreadsheets.repairs.offering import CellForm, Offers
from spreadsheets.repairs.showing import shown_message, shown_text, text_in
from spreadsheets.updating import WIPE

OUTCOME_LOOKS = {
    RowOutcome.CREATE: "success",
    RowOutcome.UPDATE: "info",
    RowOutcome.UNCHANGED: "secondary",
    RowOutcome.REFUSE: "danger",
    RowOutcome.SKIP: "secondary",
}
SAME_PERSON = "same_person"
ASKED = "member_asked"


@dataclass
class ShownCell:
    """One cell: what will be stored, what stood there before, what is wrong with it."""

    column: Column
    value: str
    before: str = ""
    tidied: str = ""
    problems: list[str] = field(default_factory=list)
    address: str = ""
    form: CellForm | None = None


@dataclass
class ShownRow:
    """One row with its cells in the order of the declared columns."""

    row: PlannedRow
    cells: list[ShownCell]
    look: str
    words: str
    elsewhere: list[str]
    notes: list[str]
    asks_identity: bool = False
    offer: str = ""

    @property
    def question(self) -> Question | None:
        """What is asked about the row, answered or not."""
        return self.row.question


def faulty_rows(plan: Plan) -> list[PlannedRow]:
    """Return the rows that the person who imports can and must repair."""
    return [row for row in plan.refused if not row.is_foreign]


def foreign_rows(plan: Plan) -> list[PlannedRow]:
    """Return the rows that other branches import."""
    return [row for row in plan.refused if row.is_foreign]


def ordered_rows(plan: Plan) -> list[PlannedRow]:
    """Return all rows: first those to be repaired, last those of other branches."""
    return sorted(plan.rows, key=lambda row: (row.is_foreign, not row.is_refused))


def shown_columns(plan: Plan, rows: Sequence[PlannedRow]) -> list[Column]:
    """Return the columns that the file holds or that the plan fills for ``rows``.

    First the one that tells who it is, then those with the most faults, for which nobody must scroll, then the rest.
    """
    held = {m.field for mapping in plan.mappings for m in mapping.matches if m.field}
    held |= {name for row in rows for name in row.values}
    faulty = Counter(problem.field for row in rows if not row.is_foreign for problem in row.problems)
    held |= faulty.keys()
    first = plan.kind.columns[0].field
    columns = [column for column in plan.kind.columns if column.field in held]
    return sorted(columns, key=lambda column: (column.field != first, -faulty[column.field]))


def show_rows(
    plan: Plan, rows: Sequence[PlannedRow], columns: Sequence[Column], offers: Offers
) -> list[ShownRow]:
    """Return ``rows`` ready for the page, personal numbers masked."""
    mappings = {mapping.table.sheet: mapping for mapping in plan.mappings}
    return [_show(offers, row, columns, tidied(row, mappings[row.sheet])) for row in rows]


def _show(offers: Offers, row: PlannedRow, columns: Sequence[Column], tidy: dict[str, str]) -> ShownRow:
    plan = offers.plan
    if row.is_foreign:
        return _show_foreign(offers, row, columns)
    cells = [_cell(offers, row, column, tidy.get(column.field, "")) for column in columns]
    shown = {column.field for column in columns}
    asked = [plan.kind.offers[p.code] for p in row.problems if p.code in plan.kind.offers]
    return ShownRow(
        row=row,
        cells=cells,
        look="warning" if _waits(row) else OUTCOME_LOOKS[row.outcome],
        words=_words(row),
        elsewhere=[p.message for p in row.problems if p.field not in shown],
        notes=[*_beyond_columns(plan, row), *row.notices],
        asks_identity=any(p.code == SAME_PERSON for p in row.problems),
        offer=asked[0] if asked else "",
    )


def _beyond_columns(plan: Plan, row: PlannedRow) -> list[str]:
    """Return the changes that no cell can show, such as 重新登记."""
    return [after for name, (_, after) in row.changes.items() if name not in plan.kind.by_field]


def _waits(row: PlannedRow) -> bool:
    """Tell whether others must decide before the row can be stored."""
    return any(problem.code == ASKED for problem in row.problems)


def _words(row: PlannedRow) -> str:
    if _waits(row):
        return "已申请，等待审批"
    return f"{len(row.problems)} 处须改" if row.is_refused else str(row.outcome.label)


def _show_foreign(offers: Offers, row: PlannedRow, columns: Sequence[Column]) -> ShownRow:
    """Show a row of another branch by its mark alone: its faults are that branch's to repair.

    What was repaired here, and may have made it one, can be put back.
    """
    return ShownRow(
        row=row,
        cells=[
            ShownCell(
                column,
                column.shown(row.values.get(column.field, "")),
                form=offers.form_of(row, column) if column.field in row.repaired else None,
            )
            for column in columns
        ],
        look="secondary",
        words="别的支部",
        elsewhere=[],
        notes=[p.message for p in row.problems if p.code == FOREIGN],
    )


def _cell(offers: Offers, row: PlannedRow, column: Column, tidy: str) -> ShownCell:
    name = column.field
    before = row.changes.get(name, ("", ""))[0]
    problems = [p for p in row.problems if p.field == name]
    text = text_in(offers.plan, row, name) if problems else ""
    return ShownCell(
        column=column,
        value=WIPE if name in row.wiped and name in row.changes else column.shown(row.values.get(name, "")),
        before=column.shown(before),
        tidied=shown_text(column, tidy),
        problems=[shown_message(p.message, text) for p in problems],
        address=problems[0].cell if problems else "",
        form=offers.form_of(row, column, problems) if problems or name in row.repaired else None,
    )


@dataclass(frozen=True)
class Group:
    """Rows that wait for the same answer, and what can be said of all of them at once."""

    code: str
    option: Option
    count: int


def groups_of(plan: Plan) -> list[Group]:
    """Return the answers that can be given to more than one row at once."""
    waiting = [row.question for row in faulty_rows(plan) if row.question and not row.question.chosen]
    counted = Counter((q.code, option) for q in waiting for option in q.options if option.for_all)
    return [Group(code, option, count) for (code, option), count in counted.items() if count > 1]


@dataclass(frozen=True)
class Repeated:
    """A sentence that stands in several rows, so that it can be dealt with once."""

    message: str
    count: int
    rows: str


def repeated_problems(plan: Plan) -> list[Repeated]:
    """Return the problems that occur in more than one row, most frequent first, with the first row numbers."""
    rows = faulty_rows(plan)
    counted = Counter(p.message for row in rows for p in row.problems)
    found = []
    for message, count in counted.most_common(5):
        if count > 1:
            numbers = [row.number for row in rows if any(p.message == message for p in row.problems)]
            words = "、".join(map(str, numbers[:8])) + ("……" if len(numbers) > 8 else "")  # noqa: PLR2004  a line
            found.append(Repeated(message, count, words))
    return found


def remembered_columns(plan: Plan) -> list[tuple[str, str]]:
    """Return the columns that were taken for something as in an earlier import: header, and title of the field."""
    return [
        (match.column.header, plan.kind.by_field[match.field].title if match.field else "")
        for mapping in plan.mappings
        for match in mapping.matches
        if match.why == AS_BEFORE
    ]
