"""How the actions of ``activities`` can be called so that they succeed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.system import Visitor
from activities.models import Activity, ActivityState, Festival
from branches.models import Enterprise
from members.models import Member
from tests.house.world import World, make

DAY = date(2024, 4, 1)
Given = dict[str, Any]


def deal(world: World) -> Given:
    """Return what a deal between two firms of the park is made of."""
    buyer, seller = make(Enterprise, world.own), make(Enterprise, world.own)
    return {"buyer": buyer, "seller": seller, "subject": "包装箱", "signed_on": DAY}


def signing_in(world: World) -> Given:
    """Return what somebody types who is there today."""
    member: Member = make(Member, world.own)
    return {
        "by": Visitor(world.own.committee),
        "activity": make(Activity, world.own, held_on=timezone.localdate()),
        "name": member.name,
        "tail": member.national_id[-4:],
    }


FIXED: dict[str, Given] = {
    "add_activity": {"values": {"kind": "talk", "title": "座谈会", "held_on": DAY}},
    "add_festival": {"values": {"name": "文化节", "year": 2024, "started_on": DAY}},
    "cancel_activity": {"reason": "停电"},
    "change_activity": {"values": {"place": "食堂"}},
    "change_deal": {"values": {"subject": "纸箱"}},
    "hold_activity": {"values": {"other_count": 3}},
    "set_other_count": {"count": 3},
}
BUILT: dict[str, Callable[[World, User], Given]] = {
    "add_deal": lambda w, _: {"values": deal(w)},
    "change_festival": lambda w, _: {
        "festival": make(Festival, w.own, year=2024),
        "values": {"theme": "同心"},
    },
    "record_attendance": lambda w, _: {
        "activity": make(Activity, w.own, held_on=DAY),
        "members": [make(Member, w.own)],
    },
    "reopen_activity": lambda w, _: {"activity": make(Activity, w.own, state=ActivityState.HELD)},
    "sign_in": lambda w, _: signing_in(w),
    "void_festival": lambda w, _: {"festival": make(Festival, w.own)},
}
