"""Every write of the room. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from activities.actions.attendances import record_attendance, remove_attendance, set_other_count
from activities.actions.deals import add_deal, change_deal, void_deal
from activities.actions.festivals import add_festival, change_festival, void_festival
from activities.actions.planning import add_activity, change_activity, void_activity
from activities.actions.signing_in import SignIn, sign_in
from activities.actions.steps import cancel_activity, hold_activity, reopen_activity

__all__ = [
    "SignIn",
    "add_activity",
    "add_deal",
    "add_festival",
    "cancel_activity",
    "change_activity",
    "change_deal",
    "change_festival",
    "hold_activity",
    "record_attendance",
    "remove_attendance",
    "reopen_activity",
    "set_other_count",
    "sign_in",
    "void_activity",
    "void_deal",
    "void_festival",
]
