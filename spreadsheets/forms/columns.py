"""What the columns of a file are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from spreadsheets.kinds import Kind
from spreadsheets.mapping import IGNORE, ColumnMatch, TableMapping
from spreadsheets.planning import Choices, Plan


def fields_of(kind: Kind) -> list[tuple[str, str]]:
    """Return what a column may be, for a select."""
    return [(IGNORE, "不导入这一列"), *((column.field, column.title) for column in kind.columns)]


def input_name(table: int, match: ColumnMatch) -> str:
    """Name of the select of one column."""
    return f"column-{table}-{match.column.letter}"


@dataclass(frozen=True)
class ColumnChoice:
    """The select of one column: its name, what is selected in it, whether another column has the same."""

    name: str
    match: ColumnMatch
    selected: str
    is_double: bool


class ColumnsTable:
    """The selects of one table: as they were sent, ``said``, if that could not be taken, else as the plan has them."""

    def __init__(self, number: int, mapping: TableMapping, said: QueryDict | None) -> None:
        self.mapping = mapping
        selected: dict[str, str] = {}
        for match in mapping.matches:
            planned = "" if match.is_open else match.field or IGNORE
            name = input_name(number, match)
            selected[name] = planned if said is None else said.get(name, planned)
        doubles = _doubles(selected.values())
        self.choices = [
            ColumnChoice(name, match, selected[name], selected[name] in doubles)
            for match in mapping.matches
            for name in (input_name(number, match),)
        ]


def still_open(plan: Plan) -> str:
    """Return the sentence that says why the columns page shows again though what was sent has been kept."""
    count = sum(match.is_open for mapping in plan.mappings for match in mapping.matches)
    if count:
        return f"还有 {count} 列没有选定，请在标着“请选择”的行里选好，再点“下一步”。"
    return "还不能继续，请先解决下面提出的问题，再点“下一步”。"


def _doubles(selected: Iterable[str]) -> list[str]:
    """Return the fields that are selected more than once."""
    return [name for name, count in Counter(selected).items() if count > 1 and name not in (IGNORE, "")]


def read_choices(  # noqa: PLR0913  one for each thing that the page is about
    data: QueryDict,
    *,
    kind: Kind,
    choices: Choices,
    automatic: list[TableMapping],
    sheets: list[str],
    subjects: Iterable[str] = (),
) -> tuple[Choices, list[str]]:
    """Read the columns page: what differs from the ``automatic`` mappings is the person's choice.

    Returns the choices and the sentences that say what is wrong with them.
    """
    faults: list[str] = []
    chosen = [sheet for sheet in data.getlist("sheets") if sheet in sheets]
    if len(sheets) > 1 and not chosen:
        faults.append("请至少选定一张工作表。")
    known = dict(fields_of(kind))
    columns: dict[str, dict[str, str]] = {}
    for number, mapping in enumerate(automatic):
        said = {m.column.letter: data.get(input_name(number, m), "") for m in mapping.matches}
        said = {letter: name for letter, name in said.items() if name in known}
        faults += [
            f"工作表“{mapping.table.sheet}”里有两列都选了“{known[name]}”，请只留一列。"
            for name in _doubles(said.values())
        ]
        by_itself = {m.column.letter: "" if m.is_open else m.field or IGNORE for m in mapping.matches}
        columns[mapping.table.sheet] = {
            letter: name for letter, name in said.items() if by_itself[letter] != name
        }
    subject = data.get("subject", choices.subject)
    chosen_subject = subject if subject in {"", *subjects} else choices.subject
    sheets_taken = chosen if len(sheets) > 1 else []
    return replace(choices, sheets=sheets_taken, columns=columns, subject=chosen_subject), faults
