"""How the actions of the register's later parts are called: transfers, honours, offices, cards, standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from core.partial_dates import PartialDate
from members.choices import CardResult, Category, Direction, TransferState
from members.models import Member, RelationTransfer
from tests.house.world import World, make

Given = dict[str, Any]
PARTIES = {"from_organisation": "三市镇党委", "to_organisation": "新港区党委"}
SENT_ON, ON, UNTIL = date(2024, 3, 10), date(2024, 4, 1), date(2024, 6, 8)
REASON = {"reason": "登记有误"}


def _sent(world: World) -> RelationTransfer:
    sent: RelationTransfer = make(
        RelationTransfer, world.own, state=TransferState.SENT, sent_on=SENT_ON, valid_until=UNTIL
    )
    return sent


def _probationary(world: World) -> Member:
    member: Member = make(Member, world.own, category=Category.PROBATIONARY, joined_on=PartialDate("2023-01"))
    return member


FIXED: dict[str, Given] = {
    "add_honour": {
        "values": {"kind": "craftsman", "title": "湖南工匠", "level": "provincial", "granted_on": ON}
    },
    "add_seat": {"values": {"role": "secretary", "holder_name": "邹立", "started_on": ON}},
    "cancel_transfer": REASON,
    "change_honour": {"values": {"granted_by": "市总工会"}},
    "change_seat": {"values": {"holder_title": "厂长"}},
    "change_transfer": {"values": {"note": "已联系"}},
    "check_card": {"year": 2024, "result": CardResult.PASSED},
    "draft_transfer": {"direction": Direction.IN, "values": PARTIES},
    "send_transfer": {"letter_number": "岳组转〔2024〕1号", "sent_on": SENT_ON},
    "void_card_check": REASON,
    "void_honour": REASON,
    "void_seat": REASON,
    "void_transfer": REASON,
}
BUILT: dict[str, Callable[[World, User], Given]] = {
    "check_cards": lambda w, _: {"members": [make(Member, w.own) for _ in range(2)], "year": 2024},
    "confirm_member": lambda w, _: {"member": _probationary(w), "confirmed_on": PartialDate("2024-02")},
    "end_enrolments": lambda w, _: {
        "members": [make(Member, w.own) for _ in range(2)],
        "on": date(2026, 1, 5),
        "outcome": "returned",
    },
    "expire_transfer": lambda w, _: {"transfer": _sent(w)},
    "receive_transfer": lambda w, _: {"transfer": _sent(w), "on": ON},
    "send_back_transfer": lambda w, _: {"transfer": _sent(w), "on": ON, **REASON},
}
