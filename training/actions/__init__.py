"""Every write of training sessions. A session is an activity; what both say is written together or not at all."""

from training.actions.sessions import add_session, change_session, void_session
from training.actions.steps import cancel_session, hold_session, reopen_session

__all__ = [
    "add_session",
    "cancel_session",
    "change_session",
    "hold_session",
    "reopen_session",
    "void_session",
]
