"""How the actions of branches' returns can be called so that they succeed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.models import User
from core.periods import Month
from reports.models import BranchReturn, ReturnState
from reports.returns.photos import Picture
from tests.house.world import World, make

MARCH = {"month": Month(2024, 3)}
Given = dict[str, Any]


def _row(world: World, state: ReturnState) -> BranchReturn:
    row: BranchReturn = make(BranchReturn, world.own, state=state)
    return row


FIXED: dict[str, Given] = {
    "save_return": {**MARCH, "values": {"work": "召开了支部大会。"}},
    "submit_return": {**MARCH, "values": {"work": "召开了支部大会。"}},
    "add_photos": {**MARCH, "pictures": [Picture(b"-", 1, 1)]},
    "caption_photo": {"caption": "支部大会"},
}
BUILT: dict[str, Callable[[World, User], Given]] = {
    "accept_return": lambda w, _: {"branch_return": _row(w, ReturnState.SUBMITTED)},
    "recall_return": lambda w, _: {"branch_return": _row(w, ReturnState.SUBMITTED)},
    "send_back_return": lambda w, _: {"branch_return": _row(w, ReturnState.SUBMITTED), "note": "请补充"},
}
