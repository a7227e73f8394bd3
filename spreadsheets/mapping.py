"""Which column of a table is which field: by header, by the person's choice, by values where a header lies.

Never a silent guess: what is uncertain is asked, what is ignored is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

from core.masking import mask_national_id, mask_phone
from spreadsheets.cleaners import text_of
from spreadsheets.columns import Column
from spreadsheets.faults import Fault
from spreadsheets.kinds import Kind
from spreadsheets.layout import Table, TableColumn
from spreadsheets.marked import own_column

SAMPLE = 60
_LONG_NUMBER = re.compile(r"\d{7,}[Xx]?")
SHORTEST_ID = 15
LIES_BELOW, FITS_FROM = 0.5, 0.8
"""A header lies if fewer than half of its cells fit it, and another column fits eight in ten."""
AS_BEFORE = "按以前的选择"
IGNORE = "-"
"""The choice by which a person says that a column is to be ignored."""


@dataclass
class ColumnMatch:
    """What was made of one column. ``why`` says so in words where it was not the header alone."""

    column: TableColumn
    field: str = ""
    why: str = ""
    question: str = ""
    suggestions: list[str] = made(default_factory=list)
    samples: list[str] = made(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Tell whether a person must choose."""
        return bool(self.question)


@dataclass
class TableMapping:
    """The matches of one table and what is missing."""

    table: Table
    matches: list[ColumnMatch]
    missing: list[Column]

    @property
    def letters(self) -> dict[str, str]:
        """Field → letter of its column."""
        return {m.field: m.column.letter for m in self.matches if m.field}

    @property
    def ignored(self) -> dict[str, str]:
        """Letter → header of each column that no field takes, but for the portal's own."""
        return {
            m.column.letter: m.column.header
            for m in self.matches
            if not m.field and m.column.key != own_column.KEY
        }

    @property
    def questions(self) -> list[str]:
        """What a person must decide before the table can be read."""
        asked = [m.question for m in self.matches if m.question]
        lacking = [f"没有找到“{c.title}”这一列，请指出是哪一列，或在表中补上。" for c in self.missing]
        return list(dict.fromkeys([*asked, *lacking]))


def map_table(
    table: Table, kind: Kind, chosen: Mapping[str, str], remembered: Mapping[str, str] | None = None
) -> TableMapping:
    """Match the columns of ``table``.

    ``chosen`` maps letters to fields (or :data:`IGNORE`) as the person said; ``remembered`` maps normalised headers
    to what the same person chose for them before.
    """
    matches = [ColumnMatch(column, samples=_samples(table, column)) for column in table.columns]
    for match in matches:
        _apply_choice(
            match, kind, chosen.get(match.column.letter, ""), (remembered or {}).get(match.column.key, "")
        )
    decided = {id(m) for m in matches if m.why}
    _match_headers(
        [m for m in matches if id(m) not in decided], kind, taken={m.field for m in matches if m.field}
    )
    _correct_lying_headers([m for m in matches if id(m) not in decided], kind, table, matches)
    _suggest_by_values(matches, kind, table)
    found = {match.field for match in matches}
    open_fields = {name for match in matches for name in match.suggestions if match.is_open}
    missing = [c for c in kind.columns if c.required and c.field not in found | open_fields]
    return TableMapping(table, matches, missing)


def _apply_choice(match: ColumnMatch, kind: Kind, chosen: str, remembered: str) -> None:
    if match.column.key == own_column.KEY:
        match.why = own_column.WHY
        return
    for choice, why in ((chosen, "您的选择"), (remembered, AS_BEFORE)):
        if choice == IGNORE or choice in kind.by_field:
            match.field = "" if choice == IGNORE else choice
            match.why = why
            return


def _match_headers(matches: Sequence[ColumnMatch], kind: Kind, taken: set[str]) -> None:
    claims: dict[str, list[tuple[ColumnMatch, bool]]] = {}
    for match in matches:
        if match.column.key in kind.words:
            column, sure = kind.words[match.column.key]
            claims.setdefault(column.field, []).append((match, sure))
    for name, claimants in claims.items():
        title = kind.by_field[name].title
        strongest = [m for m, sure in claimants if sure] or [m for m, _ in claimants]
        if name in taken:
            for match, _ in claimants:
                match.why = f"“{title}”已由您选的另一列给出"
        elif len(strongest) == 1:
            strongest[0].field = name
            for match, _ in claimants:
                if match is not strongest[0]:
                    match.why = f"“{title}”已由 {strongest[0].column.letter} 列给出"
        else:
            places = "、".join(f"{m.column.letter} 列“{m.column.header}”" for m in strongest)
            for match in strongest:
                match.question = f"{places}都像“{title}”，请选定一列，其余的不导入。"
                match.suggestions = [name]


def _correct_lying_headers(
    matches: Sequence[ColumnMatch], kind: Kind, table: Table, everything: Sequence[ColumnMatch]
) -> None:
    taken = {m.field for m in everything if m.field}
    for match in matches:
        if not match.field or not kind.by_field[match.field].by_values:
            continue
        cells = _sample_cells(table, match.column)
        if not cells or _fit(kind.by_field[match.field], cells) >= LIES_BELOW:
            continue
        for other in kind.columns:
            if other.by_values and other.field not in taken and _fit(other, cells) >= FITS_FROM:
                taken.discard(match.field)
                match.why = f"标题像“{kind.by_field[match.field].title}”，内容是“{other.title}”，按内容认定"
                match.field = other.field
                taken.add(other.field)
                break


def _suggest_by_values(matches: Sequence[ColumnMatch], kind: Kind, table: Table) -> None:
    """Where a required field is missing, ask about the column whose values look most like it, or those that tie."""
    taken = {m.field for m in matches if m.field} | {name for m in matches for name in m.suggestions}
    for column in kind.columns:
        if not column.required or column.field in taken or column.looks_like is None:
            continue
        fits = [
            (_fit(column, cells, column.looks_like), match)
            for match in matches
            if not (match.field or match.why or match.question)
            and (cells := _sample_cells(table, match.column))
        ]
        best = max((fit for fit, _ in fits), default=0.0)
        for fit, match in fits:
            if fit == best >= FITS_FROM:
                match.question = (
                    f"{match.column.letter} 列“{match.column.header}”的内容像“{column.title}”，请确认。"
                )
                match.suggestions = [column.field]


def _fit(column: Column, cells: Sequence[object], holds: Callable[[str], bool] = bool) -> float:
    """Return the share of ``cells`` that ``column`` can read and of which ``holds`` is true."""
    good = 0
    for cell in cells:
        try:
            good += holds(column.clean(cell))  # type: ignore[arg-type]  # cells of the table
        except Fault:
            continue
    return good / len(cells)


def _sample_cells(table: Table, column: TableColumn) -> list[object]:
    cells = [row.cells[column.index] for row in table.rows[:SAMPLE] if column.index < len(row.cells)]
    return [cell for cell in cells if cell not in (None, "")]


def _samples(table: Table, column: TableColumn) -> list[str]:
    shown: list[str] = []
    for cell in _sample_cells(table, column)[:3]:
        try:
            text = _LONG_NUMBER.sub(hide_number, text_of(cell))  # type: ignore[arg-type]  # cells of the table
            shown.append(text[:20])
        except Fault as fault:
            shown.append(fault.message[:20])
    return shown


def hide_number(number: re.Match[str]) -> str:
    """Mask what may be somebody's ID number or phone as elsewhere; the date 19990101 may stay."""
    found = number[0]
    if len(found) == len("19990101"):
        return found
    return mask_national_id(found) if len(found) >= SHORTEST_ID else mask_phone(found)
