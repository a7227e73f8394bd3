"""How far the work on a month has come: handed in, accepted, closed, exported."""

from __future__ import annotations

from dataclasses import dataclass

from reports.months.states import MonthState

TITLES = ("支部报送", "党委审核", "结账", "导出")


@dataclass(frozen=True)
class Step:
    """One step with what there is to say about it."""

    title: str
    note: str
    is_done: bool
    is_current: bool = False


def steps_of(state: MonthState, *, handed_in: int, accepted: int, wanted: int) -> list[Step]:
    """Return the four steps. A month that was closed with a reason may have left earlier ones undone."""
    closed = state is MonthState.CLOSED
    done = [wanted > 0 and handed_in == wanted, wanted > 0 and accepted == wanted, closed]
    notes = [f"{handed_in}/{wanted}", f"{accepted}/{wanted}", "", ""]
    current = len(done) if closed else [*done, False].index(False)
    return [
        Step(title, note, is_done, number == current)
        for number, (title, note, is_done) in enumerate(zip(TITLES, notes, [*done, False], strict=True))
    ]
