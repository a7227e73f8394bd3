"""What was repaired in the browser, in the marked copy and in the file that comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spreadsheets.marked.comparing import Cells, Comparison
from spreadsheets.marked.orders import Values
from spreadsheets.planning import Plan
from spreadsheets.repairs.steps import Edit, Step, StepKind, rows_of

Names = Mapping[str, Mapping[str, str]]
"""By sheet and field, how :data:`Cells` call the column."""


def values_of(plan: Plan) -> Values:
    """Return the repaired texts that the sheet has a cell for, to be written into the copy."""
    return {
        (row.sheet, row.number, row.letters[name]): plan.repairs.texts[row.place][name]
        for row in plan.rows
        for name in row.repaired
        if name in row.letters
    }


def names_in(plan: Plan) -> Names:
    """Return how the columns are called of which ``plan`` has made fields."""
    return {
        mapping.table.sheet: {
            match.field: match.column.key or match.column.letter for match in mapping.matches if match.field
        }
        for mapping in plan.mappings
    }


@dataclass(frozen=True)
class Carrier:
    """Takes steps from a file to the one that comes after it: to where the rows stand now.

    A repair of a cell that says something else in the new file is left behind: whoever changed it there spoke last, and
    a marked copy holds what was repaired before it was taken.
    """

    comparison: Comparison
    before: Mapping[str, Cells]
    after: Mapping[str, Cells]
    names: Names

    def carried(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Yield what still holds of each step."""
        for step in steps:
            edits = tuple(filter(None, (self._edit(step.kind, edit) for edit in step.edits)))
            if edits:
                yield replace(step, edits=edits)

    def _edit(self, kind: StepKind, edit: Edit) -> Edit | None:
        places = [
            now
            for place in edit.places
            if (now := self.comparison.now(place)) and not self._is_overtaken(kind, edit, place, now)
        ]
        return replace(edit, rows=rows_of(places)) if places else None

    def _is_overtaken(self, kind: StepKind, edit: Edit, place: str, now: str) -> bool:
        name = self.names.get(place.rpartition("!")[0], {}).get(edit.field)
        if kind is not StepKind.REPAIR or name is None:
            return False
        return self.after.get(now, {}).get(name, "") != self.before.get(place, {}).get(name, "")
