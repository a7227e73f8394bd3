"""How the actions on repairs of an import, and on what is remembered of them, can be called so that they succeed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.models import User
from spreadsheets import actions
from spreadsheets.models import ImportBatch
from spreadsheets.repairs.steps import Edit
from tests.house.world import World, make

CELL = Edit("branch", ("Sheet1!2",), "第一支部")
ROW = Edit("", ("Sheet1!2",), "重复的行")


def _repaired(world: World, by: User) -> dict[str, Any]:
    batch: ImportBatch = make(ImportBatch, world.own)
    return {"batch": actions.repair_cell(by=by, batch=batch, edit=CELL)}


FIXED: dict[str, dict[str, Any]] = {
    "correct_remembered": {"means": "第二支部"},
    "leave_out_row": {"edit": ROW},
    "put_back_cell": {"edit": CELL},
    "repair_alike": {"edits": [CELL]},
    "repair_cell": {"edit": CELL},
    "reveal_cell": {"edit": CELL},
    "set_mode": {"mode": "fill"},
    "share_remembered": {"shared": True},
    "take_in_row": {"edit": ROW},
}
BUILT: dict[str, Callable[[World, User], dict[str, Any]]] = {
    "undo_all_repairs": _repaired,
    "undo_repair": _repaired,
}
