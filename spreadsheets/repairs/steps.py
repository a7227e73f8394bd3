"""What a person did about the rows of a draft, step by step, and what these steps come to together.

A step is kept as it was taken and never changed; taking one back is forgetting the last one. What stood in a cell
before is not kept with it: the grid of the batch has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from spreadsheets.repairs.row_sets import read_rows, tell_rows


class StepKind(Enum):
    """What can be done about rows."""

    REPAIR = "repair"
    PUT_BACK = "put_back"
    LEAVE_OUT = "leave_out"
    TAKE_IN = "take_in"


@dataclass(frozen=True)
class Edit:
    """One text for one column of some rows, told as :func:`row_sets.tell_rows` does."""

    field: str
    rows: tuple[str, ...]
    text: str

    @property
    def places(self) -> list[str]:
        """The rows."""
        return read_rows(self.rows)


@dataclass(frozen=True)
class Step:
    """One step: what a person did at once and takes back at once. The text of leaving out is the reason."""

    kind: StepKind
    edits: tuple[Edit, ...]

    @property
    def count(self) -> int:
        """Number of cells or rows that it is about."""
        return sum(len(edit.places) for edit in self.edits)

    @property
    def first_row(self) -> str:
        """Number of the row, of the first one where there are several."""
        return self.edits[0].places[0].rpartition("!")[2]


@dataclass
class Repairs:
    """What the steps come to: texts in place of those in the sheet, and rows left out with the reason."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Place of the row → field → text."""
    left_out: dict[str, str] = field(default_factory=dict)
    steps: Sequence[Step] = ()

    def __bool__(self) -> bool:
        return bool(self.texts or self.left_out)


NO_REPAIRS = Repairs()


def rows_of(places: Iterable[str]) -> tuple[str, ...]:
    """Return the rows at ``places`` as an :class:`Edit` keeps them."""
    return tuple(tell_rows(places))


def effect_of(steps: Sequence[Step]) -> Repairs:
    """Return what ``steps`` come to, one after another."""
    found = Repairs(steps=steps)
    for step in steps:
        for edit in step.edits:
            for place in edit.places:
                _take(found, step.kind, place, edit)
    return replace(found, texts={place: texts for place, texts in found.texts.items() if texts})


def _take(found: Repairs, kind: StepKind, place: str, edit: Edit) -> None:
    if kind is StepKind.REPAIR:
        found.texts.setdefault(place, {})[edit.field] = edit.text
    elif kind is StepKind.PUT_BACK:
        found.texts.get(place, {}).pop(edit.field, None)
    elif kind is StepKind.LEAVE_OUT:
        found.left_out[place] = edit.text
    else:
        found.left_out.pop(place, None)


def load_steps(stored: Sequence[Mapping[str, Any]] | None) -> list[Step]:
    """Read what a batch holds."""
    return [
        Step(
            StepKind(step["kind"]),
            tuple(Edit(edit["field"], tuple(edit["rows"]), edit["text"]) for edit in step["edits"]),
        )
        for step in stored or ()
    ]


def store_steps(steps: Iterable[Step]) -> list[dict[str, Any]] | None:
    """Return what a batch holds; undo :func:`load_steps`."""
    return [
        {
            "kind": step.kind.value,
            "edits": [{"field": e.field, "rows": list(e.rows), "text": e.text} for e in step.edits],
        }
        for step in steps
    ] or None
