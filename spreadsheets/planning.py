"""The plan of an import: read, find, map, clean, judge. One plan serves the page, the command and the commit.

Nothing here writes. A plan is made anew from the stored bytes each time, so that it is true of the database as
it is now; its fingerprint tells whether it is still the plan that a person has seen.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any

from core.collecting import without_collecting
from core.scope import Actor
from spreadsheets import progress
from spreadsheets.cleaning import TableCleaner
from spreadsheets.doors import refuse_strange_headers, refuse_strange_sheets
from spreadsheets.in_parts import PartPlanner
from spreadsheets.kinds import Answers, Kind, Place, PlannedRow
from spreadsheets.layout import Layout, Table, TableColumn, find_tables
from spreadsheets.mapping import TableMapping, map_table
from spreadsheets.marked.own_column import without_own_texts
from spreadsheets.models import ImportBatch, RowOutcome
from spreadsheets.packed import PackedRows
from spreadsheets.reader import FileRefused
from spreadsheets.reader.book import Book
from spreadsheets.repairs.applying import without_left_out
from spreadsheets.repairs.steps import NO_REPAIRS, Repairs
from spreadsheets.settled import settled_by
from spreadsheets.updating import BY_SHEET, FILL_BLANKS

STORED = (RowOutcome.CREATE, RowOutcome.UPDATE)
"""Outcomes of rows that a commit stores."""
HEADER_ONLY = "表中只有标题，没有数据。请填好后重新上传。"
EXAMPLE_ONLY = "表里还没有填写内容，只有标题和示例。请从示例下面一行填起，填好后重新上传。"


@dataclass
class Choices:
    """What the person decided: sheets to take, columns by sheet and letter, the place, answers about rows.

    ``subject`` is what the whole sheet belongs to; ``picked`` holds the chosen option of rows that were asked about;
    ``mode`` is one of ``updating.MODES``.
    """

    sheets: list[str] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    place: str = ""
    others: list[str] = field(default_factory=list)
    picked: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    mode: str = BY_SHEET

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Choices:
        """Read what a batch holds."""
        return cls(**{one.name: stored[one.name] for one in fields(cls) if one.name in stored})

    def store(self) -> dict[str, Any]:
        """Return what a batch holds."""
        return asdict(self)

    @property
    def answers(self) -> Answers:
        """What a kind needs to know of them."""
        return Answers(frozenset(self.others), self.picked, self.subject, self.mode == FILL_BLANKS)


@dataclass
class Plan:
    """What an import will do. ``questions`` must be answered before there can be rows."""

    kind: Kind
    layout: Layout
    mappings: list[TableMapping]
    rows: Sequence[PlannedRow]
    """All at hand in a plan that is shown, packed in one that is about to be stored."""
    questions: list[str]
    context: Any
    repairs: Repairs = field(default_factory=Repairs)
    left_out: list[PlannedRow] = field(default_factory=list)
    """Rows that the person leaves out: they are not judged, and none of ``rows``."""
    mode: str = BY_SHEET

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of rows by outcome; rows that are no data, or left out, count as skipped."""
        packed = self.rows if isinstance(self.rows, PackedRows) else None
        counted = packed.outcomes if packed is not None else Counter(row.outcome for row in self.rows)
        skipped = sum(len(m.table.skipped) for m in self.mappings) + len(self.left_out)
        return {o.value: counted[o] + (skipped if o is RowOutcome.SKIP else 0) for o in RowOutcome}

    @property
    def fills_blanks(self) -> bool:
        """Tell whether what is stored stays."""
        return self.mode == FILL_BLANKS

    @property
    def good(self) -> list[PlannedRow]:
        """Rows that a commit stores."""
        return [r for r in self.rows if r.outcome in STORED]

    @property
    def refused(self) -> list[PlannedRow]:
        """Rows that somebody must repair."""
        return [r for r in self.rows if r.is_refused]

    def parts(self) -> Iterator[Sequence[PlannedRow]]:
        """Yield the rows as a commit stores them, some thousand at a time where they are packed."""
        if isinstance(self.rows, PackedRows):
            yield from self.rows.parts()
        else:
            yield self.rows

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all that the plan would do."""
        digest = hashlib.sha256()
        for row in self.rows:
            values = sorted(row.values.items()) if row.outcome in STORED else ()
            told = (row.place, row.outcome.value, row.key, sorted(row.changes.items()), values)
            digest.update(repr(told).encode())
        if self.left_out:
            digest.update(repr([(row.place, row.outcome.value) for row in self.left_out]).encode())
        return digest.hexdigest()[:32]


def lay_out(book: Book, kind: Kind) -> Layout:
    """Find the tables of ``book``; raise :class:`FileRefused` where there is none or it holds no rows."""
    refuse_strange_sheets(book)
    layout = find_tables(without_own_texts(book), knows=kind.knows)
    if not layout.tables:
        titles = "、".join(f"“{c.title}”" for c in kind.columns if c.required)
        raise FileRefused(
            "no_table", f"没有找到{kind.title}：表中要有一行标题，至少写明{titles}。请核对后重新上传。"
        )
    if not any(table.rows for table in layout.tables):
        raise FileRefused("no_rows", EXAMPLE_ONLY if _holds_example(layout) else HEADER_ONLY)
    for table in layout.tables:
        refuse_strange_headers(table, book)
        _refuse_double_headers(table, kind)
    return layout


def _holds_example(layout: Layout) -> bool:
    return any(row.reason == "sample" for table in layout.tables for row in table.skipped)


@without_collecting()
def make_plan(  # noqa: PLR0913  one keyword for each thing that a plan depends on
    *,
    book: Book,
    kind: Kind,
    by: Actor,
    place: Place,
    choices: Choices | None = None,
    remembered: Mapping[str, str] | None = None,
    done: frozenset[str] = frozenset(),
    repairs: Repairs = NO_REPAIRS,
    with_rows: bool = True,
    storing: ImportBatch | None = None,
) -> Plan:
    """Plan the import of ``book`` by ``by`` into ``place``; raise :class:`FileRefused` where there is no table.

    ``done`` names the rows that an earlier commit of the same file has stored; they are left out. ``repairs`` count
    as if the sheet said so. Without rows (``with_rows``) only what must be answered before is found, which costs next
    to nothing. With ``storing`` the plan is not to be shown but to be stored for that batch: rows of kinds that judge
    them apart are packed, and those that imports before it have settled have no values.
    """
    choices = choices or Choices()
    layout = lay_out(book, kind)
    context = kind.context(by=by, place=place, answers=choices.answers)
    tables, questions = _tables_to_take(layout, kind, choices, context)
    mappings = [map_table(t, kind, choices.columns.get(t.sheet, {}), remembered) for t in tables]
    questions += [question for mapping in mappings for question in _questions_of(mapping, kind, context)]
    rows: Sequence[PlannedRow] = []
    left_out: list[PlannedRow] = []
    if with_rows and not questions:
        cleaners = [TableCleaner(m, kind, _given(m.table, kind, context), repairs) for m in mappings]
        if storing is not None and kind.judged_apart_by:
            settled = settled_by(storing, kind, context, mode=choices.mode)
            planner = PartPlanner(cleaners, kind, context, settled, done, repairs)
            planner.plan()
            rows, left_out = planner.rows, planner.left_out
            layout.drop_rows()
        else:
            rows, left_out = _rows_of(cleaners, kind, context, done, repairs)
    return Plan(
        kind,
        layout,
        mappings,
        rows,
        list(dict.fromkeys(questions)),
        context,
        repairs=repairs,
        left_out=left_out,
        mode=choices.mode,
    )


def _rows_of(
    cleaners: Sequence[TableCleaner],
    kind: Kind,
    context: Any,  # noqa: ANN401  the kind's own
    done: frozenset[str],
    repairs: Repairs,
) -> tuple[list[PlannedRow], list[PlannedRow]]:
    """Return all rows, judged, and those that the person leaves out."""
    rows: list[PlannedRow] = []
    for cleaner in cleaners:
        progress.at("整理单元格")
        begun = cleaner.begin(cleaner.mapping.table.rows, done)
        cleaner.clean(begun)
        rows += begun
    rows, left_out = without_left_out(rows, repairs)
    progress.at("核对每一行", 0, len(rows))
    kind.judge(rows, context)
    progress.at("核对每一行", len(rows), len(rows))
    return rows, left_out


def _refuse_double_headers(table: Table, kind: Kind) -> None:
    seen: dict[str, TableColumn] = {}
    for column in table.columns:
        if column.key in seen and column.key in kind.words:
            first = seen[column.key]
            raise FileRefused(
                "duplicate_column",
                f"工作表“{table.sheet}”里有两列都叫“{column.header}”（{first.letter} 列和 {column.letter} 列），"
                "分不清以哪一列为准。请删去一列或改个名字后重新上传。",
            )
        seen.setdefault(column.key, column)


def _tables_to_take(
    layout: Layout,
    kind: Kind,
    choices: Choices,
    context: Any,  # noqa: ANN401  the kind's own
) -> tuple[list[Table], list[str]]:
    tables = [table for table in layout.tables if table.rows]
    if choices.sheets:
        return [table for table in tables if table.sheet in choices.sheets], []
    if len(tables) == 1 or all(kind.values_of_sheet(table.sheet, context) for table in tables):
        return tables, []
    names = "、".join(f"“{table.sheet}”" for table in tables)
    return tables, [f"有 {len(tables)} 张工作表都像{kind.title}：{names}。请选定要导入的工作表。"]


def _given(table: Table, kind: Kind, context: Any) -> dict[str, str]:  # noqa: ANN401  the kind's own
    """Return what the name of the sheet and the lines above its header give to every row."""
    return {**kind.values_of_heading(table.heading, context), **kind.values_of_sheet(table.sheet, context)}


def _questions_of(mapping: TableMapping, kind: Kind, context: Any) -> list[str]:  # noqa: ANN401  the kind's own
    given = _given(mapping.table, kind, context)
    mapping.missing = [column for column in mapping.missing if column.field not in given]
    if all(column.field != kind.subject_name for column in mapping.missing):
        return mapping.questions
    asked, mapping.missing = mapping.missing, [c for c in mapping.missing if c.field != kind.subject_name]
    title = next(column.title for column in asked if column.field == kind.subject_name)
    sentence = f"表中没有写明是哪次{kind.subject_label}，请在下面选定；也可以在表中补上“{title}”这一列。"
    return [sentence, *mapping.questions]
