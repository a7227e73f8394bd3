"""Every write of the register. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from members.actions.contacts import log_contact
from members.actions.enrolments import end_enrolment, move_member, reenrol_member
from members.actions.exports import note_export
from members.actions.numbers import REVEALED, find_member, reveal
from members.actions.people import (
    EDITABLE,
    TAKEN_ELSEWHERE,
    TAKEN_HERE,
    edit_member,
    register_member,
)
from members.actions.requests import decide_move_request, request_move, withdraw_move_request

__all__ = [
    "EDITABLE",
    "REVEALED",
    "TAKEN_ELSEWHERE",
    "TAKEN_HERE",
    "decide_move_request",
    "edit_member",
    "end_enrolment",
    "find_member",
    "log_contact",
    "move_member",
    "note_export",
    "reenrol_member",
    "register_member",
    "request_move",
    "reveal",
    "withdraw_move_request",
]
