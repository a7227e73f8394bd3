"""The steps that lie between two states of a ticket, for a sheet, which tells only where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from core.scope import Actor
from services.choices import Rating, Step, TicketState
from services.models import Ticket, TicketEntry
from services.steps import WAYS

ONWARD = (Step.ACCEPT, Step.WORK, Step.SOLVE, Step.RATE, Step.ARCHIVE, Step.RETURN, Step.WITHDRAW)
"""Steps by which a ticket goes on; what goes back is done on its page, with a reason."""
BY_SHEET, TAKEN_BACK = "表格导入", "撤销了表格导入"
NOON = time(12)


def steps_between(before: str, after: str) -> list[Step] | None:
    """Return the fewest steps from one state to another, ``None`` where no way leads there."""
    ways: list[tuple[TicketState, list[Step]]] = [(TicketState(before), [])]
    seen = {TicketState(before)}
    for state, steps in ways:
        if state == after:
            return steps
        for step in ONWARD:
            onward = WAYS[step].to.get(state)
            if onward is not None and onward not in seen:
                seen.add(onward)
                ways.append((onward, [*steps, step]))
    return None


def enter_steps(tickets: Iterable[tuple[Ticket, str | None]], by: Actor) -> None:
    """Give each ticket the entries from the state beside it on; ``None`` stands for a new one."""
    TicketEntry.objects.bulk_create(
        [entry for ticket, before in tickets for entry in _entries(ticket, before, by)]
    )


def enter_taking_back(tickets: Iterable[Ticket], by: Actor) -> None:
    """Say in the life of each ticket that what a sheet told was taken back."""
    TicketEntry.objects.bulk_create(
        [
            TicketEntry(ticket=ticket, step=Step.NOTE, by_id=by.pk, by_name=by.name[:60], words=TAKEN_BACK)
            for ticket in tickets
        ]
    )


def _entries(ticket: Ticket, before: str | None, by: Actor) -> Iterator[TicketEntry]:
    """Yield entries on the days that are known, the others as of now."""
    steps = steps_between(before or TicketState.HANDED_IN, ticket.state) or []
    days = {Step.HAND_IN: ticket.received_on, Step.ACCEPT: ticket.received_on, Step.SOLVE: ticket.solved_on}
    notes = {Step.SOLVE: ticket.reply, Step.RETURN: ticket.reply, Step.RATE: ticket.rating_words}
    for step in [*([] if before else [Step.HAND_IN]), *steps]:
        rated = ticket.rating if step == Step.RATE else None
        yield TicketEntry(
            ticket=ticket,
            step=step,
            at=_moment(days.get(step)),
            by_id=by.pk,
            by_name=by.name[:60],
            words=f"{rated} 分，{Rating(rated).label}" if rated else BY_SHEET,
            note=notes.get(step, ""),
        )


def _moment(day: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON)) if day else timezone.now()
