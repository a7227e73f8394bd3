"""Every write of this room. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from services.actions.calendar import (
    add_holiday,
    change_holiday,
    fill_official_days,
    remove_holiday,
    set_time_limits,
)
from services.actions.legal_aid import (
    add_legal_aid,
    change_legal_aid,
    close_legal_aid,
    legal_aid_to_ticket,
    void_legal_aid,
)
from services.actions.solving import archive_ticket, rate_ticket, reopen_ticket, solve_ticket
from services.actions.steps import (
    accept_ticket,
    assign_ticket,
    forward_ticket,
    note_on_ticket,
    return_ticket,
    withdraw_ticket,
    work_on_ticket,
)
from services.actions.tickets import (
    EDITABLE,
    REVEALED,
    edit_ticket,
    hand_in_ticket,
    reveal_ticket,
    take_ticket,
    void_ticket,
)
from services.actions.visits import add_visit, change_visit, visit_to_ticket, void_visit

__all__ = [
    "EDITABLE",
    "REVEALED",
    "accept_ticket",
    "add_holiday",
    "add_legal_aid",
    "add_visit",
    "archive_ticket",
    "assign_ticket",
    "change_holiday",
    "change_legal_aid",
    "change_visit",
    "close_legal_aid",
    "edit_ticket",
    "fill_official_days",
    "forward_ticket",
    "hand_in_ticket",
    "legal_aid_to_ticket",
    "note_on_ticket",
    "rate_ticket",
    "remove_holiday",
    "reopen_ticket",
    "return_ticket",
    "reveal_ticket",
    "set_time_limits",
    "solve_ticket",
    "take_ticket",
    "visit_to_ticket",
    "void_legal_aid",
    "void_ticket",
    "void_visit",
    "withdraw_ticket",
    "work_on_ticket",
]
