"""How the actions of training are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from activities.models import Activity, ActivityKind, ActivityState
from tests.house.world import World, make
from training.models import TrainingSession

HELD = date(2024, 3, 1)
Given = dict[str, Any]


def _session(world: World, state: ActivityState) -> TrainingSession:
    activity = make(
        Activity, world.own, kind=ActivityKind.TRAINING, state=state, festival=None, begins=None, ends=None
    )
    session: TrainingSession = make(TrainingSession, world.own, activity=activity)
    return session


FIXED: dict[str, Given] = {
    "add_session": {
        "values": {"title": "新课", "held_on": HELD, "audience": "workers", "topic": "skill"},
    },
}
BUILT: dict[str, Callable[[World, User], Given]] = {
    "cancel_session": lambda w, _: {"session": _session(w, ActivityState.PLANNED), "reason": "停电"},
    "change_session": lambda w, _: {
        "session": _session(w, ActivityState.HELD),
        "values": {"topic": "law", "title": "改名"},
    },
    "hold_session": lambda w, _: {
        "session": _session(w, ActivityState.PLANNED),
        "values": {"other_count": 3},
    },
    "reopen_session": lambda w, _: {"session": _session(w, ActivityState.HELD)},
    "void_session": lambda w, _: {"session": _session(w, ActivityState.HELD)},
}
