"""Every write of the register. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from members.actions.cards import check_card, check_cards, void_card_check
from members.actions.contacts import log_contact
from members.actions.enrolments import (
    end_enrolment,
    end_enrolments,
    move_member,
    reenrol_member,
)
from members.actions.exports import note_export
from members.actions.honours import add_honour, change_honour, void_honour
from members.actions.numbers import REVEALED, find_member, reveal
from members.actions.people import (
    EDITABLE,
    TAKEN_ELSEWHERE,
    TAKEN_HERE,
    edit_member,
    register_member,
)
from members.actions.requests import decide_move_request, request_move, withdraw_move_request
from members.actions.seats import add_seat, change_seat, end_seat, void_seat
from members.actions.standing import attach_to_station, confirm_member
from members.actions.transfers import (
    cancel_transfer,
    change_transfer,
    draft_transfer,
    expire_transfer,
    last_day_of_letter,
    receive_transfer,
    send_back_transfer,
    send_transfer,
    void_transfer,
)

__all__ = [
    "EDITABLE",
    "REVEALED",
    "TAKEN_ELSEWHERE",
    "TAKEN_HERE",
    "add_honour",
    "add_seat",
    "attach_to_station",
    "cancel_transfer",
    "change_honour",
    "change_seat",
    "change_transfer",
    "check_card",
    "check_cards",
    "confirm_member",
    "decide_move_request",
    "draft_transfer",
    "edit_member",
    "end_enrolment",
    "end_enrolments",
    "end_seat",
    "expire_transfer",
    "find_member",
    "last_day_of_letter",
    "log_contact",
    "move_member",
    "note_export",
    "receive_transfer",
    "reenrol_member",
    "register_member",
    "request_move",
    "reveal",
    "send_back_transfer",
    "send_transfer",
    "void_card_check",
    "void_honour",
    "void_seat",
    "void_transfer",
    "withdraw_move_request",
]
