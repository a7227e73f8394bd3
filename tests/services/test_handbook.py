"""The handbook's table of steps is the one that the portal goes by."""

from __future__ import annotations

from services.choices import TicketState
from services.steps import WAYS
from tests.house.places import texts

CHAPTER = "docs/handbook/services.md"


def test_the_table_of_steps_stands_in_the_handbook() -> None:
    rows = [line.strip("| ").split(" | ") for line in texts()[CHAPTER].splitlines() if line.startswith("| ")]
    told = {row[0]: (row[1], row[3], row[4]) for row in rows if len(row) == 5 and row[0] != "步骤"}
    assert told == {
        step.label: (
            "任何状态" if len(way.to) == len(TicketState) else "、".join(state.label for state in way.to),
            way.who,
            way.words,
        )
        for step, way in WAYS.items()
    }
