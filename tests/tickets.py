"""Tickets for tests, in any state, by the actions that lead there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

import pytest

from accounts.models import User
from accounts.system import Visitor
from branches.models import Branch, Committee
from services import actions
from services.choices import TicketState
from services.models import Ticket

MATTER = {
    "source": "hotline",
    "kind": "life",
    "description": "宿舍热水器坏了一周。",
    "person_phone": "13812345678",
}


Act = Callable[[User, Ticket], Ticket]
WAY: tuple[tuple[TicketState, Act], ...] = (
    (TicketState.ACCEPTED, lambda by, t: actions.accept_ticket(by=by, ticket=t)),
    (TicketState.IN_WORK, lambda by, t: actions.work_on_ticket(by=by, ticket=t, note="已去看过")),
    (TicketState.SOLVED, lambda by, t: actions.solve_ticket(by=by, ticket=t, reply="热水器已经换新。")),
    (
        TicketState.RATED,
        lambda _, t: actions.rate_ticket(by=Visitor(t.committee), ticket=t, rating=5, words="很好"),
    ),
    (TicketState.ARCHIVED, lambda by, t: actions.archive_ticket(by=by, ticket=t)),
)
ASIDE: dict[str, Act] = {
    TicketState.RETURNED: lambda by, t: actions.return_ticket(by=by, ticket=t, reason="不在受理范围"),
    TicketState.WITHDRAWN: lambda by, t: actions.withdraw_ticket(by=by, ticket=t, reason="本人不需要了"),
}


class Take(Protocol):
    """Registers a ticket, and leads it to a state."""

    def __call__(
        self,
        state: str = TicketState.HANDED_IN,
        *,
        branch: Branch | None = None,
        **values: Any,  # noqa: ANN401  values of a ticket
    ) -> Ticket:
        """Return the ticket as it is stored."""


@pytest.fixture
def take(staff: User, committee: Committee) -> Take:
    """Register tickets as the office does, by default the committee's own; each with words of its own."""
    numbers = count(1)

    def register(
        state: str = TicketState.HANDED_IN,
        *,
        branch: Branch | None = None,
        **values: Any,  # noqa: ANN401  values of a ticket
    ) -> Ticket:
        given = {**MATTER, "description": f"{MATTER['description']}{next(numbers)}", **values}
        ticket: Ticket = actions.take_ticket(by=staff, committee=committee, branch=branch, values=given)
        if state in ASIDE:
            ASIDE[state](staff, ticket)
        for reached, act in WAY:
            if ticket.state == state or state in ASIDE:
                break
            ticket = act(staff, ticket)
            assert ticket.state == reached
        return Ticket.objects.get(pk=ticket.pk)

    return register
