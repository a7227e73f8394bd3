"""How the actions of this room are called: a suggestion must be where a step finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from accounts.system import Visitor
from contributions.actions import Idea
from contributions.choices import SuggestionState
from contributions.models import Suggestion
from members.models import Member
from tests.house.world import World, make

DAY, LATER = date(2024, 3, 1), date(2024, 4, 1)
Given = dict[str, Any]

FIXED: dict[str, Given] = {
    "add_improvement": {
        "values": {"kind": "couple_room", "title": "夫妻房", "quantity": 3, "delivered_on": DAY}
    },
    "add_mediation": {"values": {"on": DAY, "kind": "wages", "parties": "甲乙", "summary": "争执"}},
    "add_result": {"values": {"kind": "patent", "on": DAY, "title": "专利", "count": 3}},
    "add_suggestion": {"values": {"title": "班车", "source": "meeting"}},
    "add_venture": {"values": {"title": "新项目", "started_on": DAY}},
    "adopt_suggestion": {"reply": "就办"},
    "answer_suggestion": {"reply": "另想办法"},
    "change_improvement": {"values": {"place": "三号门"}},
    "change_mediation": {"values": {"place": "三号门"}},
    "change_post": {"values": {"place": "三号门"}},
    "change_suggestion": {"values": {"title": "改过"}},
    "change_venture": {"values": {"floor_area": 500}},
    "collect_suggestions": {"on": DAY, "source": "meeting", "ideas": [Idea("班车"), Idea("书屋")]},
    "settle_mediation": {"result": "settled", "settled_on": LATER},
}


def _adopted(world: World) -> Suggestion:
    row: Suggestion = make(Suggestion, world.own, state=SuggestionState.ADOPTED, decided_on=DAY, reply="就办")
    return row


BUILT: dict[str, Callable[[World, User], Given]] = {
    "add_post": lambda w, _: {
        "values": {"member": make(Member, w.own), "kind": "model", "place": "车间", "started_on": DAY}
    },
    "carry_out_suggestion": lambda w, _: {"suggestion": _adopted(w), "outcome": "办好了", "on": LATER},
    "forward_suggestion": lambda w, _: {
        "suggestion": make(Suggestion, w.own),
        "branch": w.neighbour.branch,
    },
    "hand_in_suggestion": lambda w, _: {
        "by": Visitor(w.own.committee),
        "values": {"title": "班车", "content": "加一班", "source": "online"},
    },
    "reopen_suggestion": lambda w, _: {"suggestion": _adopted(w)},
}
