"""How the actions of ``services`` can be called so that they succeed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from accounts.system import Visitor
from services.choices import TicketState
from services.models import LegalAid, Ticket, Visit
from tests.house.world import World, make

DAY = date(2024, 4, 1)
MATTER = {"source": "hotline", "kind": "life", "description": "宿舍漏水"}
Given = dict[str, Any]


def ticket(world: World, state: TicketState, **given: object) -> Given:
    """Store a ticket of the own branch in ``state``."""
    if state in {TicketState.SOLVED, TicketState.RATED}:
        given["solved_on"] = DAY
    return {"ticket": make(Ticket, world.own, state=state, **given)}


FIXED: dict[str, Given] = {
    "add_holiday": {"values": {"on": DAY, "kind": "off", "name": "停产"}},
    "change_holiday": {"values": {"name": "检修"}},
    "fill_official_days": {"year": 2024},
    "set_time_limits": {"limits": {"life": 3}},
    "add_legal_aid": {"values": {"branch": None, "matter": "wages", "on": DAY, "person_name": "王工"}},
    "add_visit": {"values": {"branch": None, "kind": "routine", "on": DAY, "person_name": "王工"}},
    "change_visit": {"values": {"goods": "米"}},
    "edit_ticket": {"values": {"kind": "school"}},
    "note_on_ticket": {"note": "问过"},
    "return_ticket": {"reason": "不在范围"},
    "reveal_ticket": {"field": "phone"},
    "take_ticket": {"values": MATTER, "is_accepted": True},
    "void_legal_aid": {"reason": "重复"},
    "void_ticket": {"reason": "重复"},
    "void_visit": {"reason": "重复"},
    "withdraw_ticket": {"reason": "不需要了"},
}
BUILT: dict[str, Callable[[World, User], Given]] = {
    "archive_ticket": lambda w, _: ticket(w, TicketState.RATED),
    "assign_ticket": lambda _, by: {"assignee": by},
    "change_legal_aid": lambda w, _: {"aid": make(LegalAid, w.own), "values": {"lawyer": "律师"}},
    "close_legal_aid": lambda w, _: {"aid": make(LegalAid, w.own), "on": DAY, "result": "和解"},
    "forward_ticket": lambda w, _: {"branch": w.neighbour.branch},
    "hand_in_ticket": lambda w, _: {"by": Visitor(w.own.committee), "values": MATTER},
    "legal_aid_to_ticket": lambda w, _: {"aid": make(LegalAid, w.own, ticket=None), "values": MATTER},
    "rate_ticket": lambda w, _: {
        **ticket(w, TicketState.SOLVED),
        "by": Visitor(w.own.committee),
        "rating": 5,
    },
    "reopen_ticket": lambda w, _: {**ticket(w, TicketState.SOLVED), "reason": "又漏了"},
    "solve_ticket": lambda w, _: {**ticket(w, TicketState.IN_WORK), "reply": "修好了"},
    "visit_to_ticket": lambda w, _: {"visit": make(Visit, w.own, ticket=None), "values": MATTER},
    "work_on_ticket": lambda w, _: {**ticket(w, TicketState.ACCEPTED), "note": "去看了"},
}
