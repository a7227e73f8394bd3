"""Where a ticket stands on its way, for the line of steps above it, inside and on the follow page."""

from __future__ import annotations

from dataclasses import dataclass

from services.choices import TicketState
from services.models import Ticket

WAY = (
    TicketState.HANDED_IN,
    TicketState.ACCEPTED,
    TicketState.IN_WORK,
    TicketState.SOLVED,
    TicketState.RATED,
    TicketState.ARCHIVED,
)


@dataclass(frozen=True)
class Stage:
    """One state of the way: passed, the present one, or still to come."""

    label: str
    is_done: bool
    is_current: bool


def progress_of(ticket: Ticket) -> list[Stage]:
    """Return the way of ``ticket``; one that was returned or withdrawn ends there."""
    state = TicketState(ticket.state)
    if state not in WAY:
        return [
            Stage(TicketState.HANDED_IN.label, is_done=True, is_current=False),
            Stage(state.label, is_done=False, is_current=True),
        ]
    at = WAY.index(state)
    return [
        Stage(stage.label, is_done=number < at and _was_passed(stage, ticket), is_current=number == at)
        for number, stage in enumerate(WAY)
    ]


def _was_passed(stage: TicketState, ticket: Ticket) -> bool:
    """A ticket may be archived without having been rated."""
    return stage != TicketState.RATED or ticket.rating is not None
