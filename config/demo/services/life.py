"""The life of a ticket: its entries in order, and the state in which they leave it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import User
from config.demo.park import Park
from config.demo.seed import moment
from config.demo.services.cases import Case
from config.demo.services.words import RATING_WORDS, RETURNED, WITHDRAWN
from services.choices import Rating, Source, Step, TicketState
from services.models import Ticket, TicketEntry
from services.working_days import WorkingDays

VISITOR = "网上访客"
_RATINGS = {5: 62, 4: 28, 3: 8, 2: 2}
_RATED, _ASSIGNED, _WITH_TWO_NOTES = 0.74, 0.55, 0.35
_ARCHIVED_AFTER = 21


def live(park: Park, calendar: WorkingDays, case: Case, ticket: Ticket) -> Iterator[TicketEntry]:
    """Return the entries of a ticket, and set on it what they lead to."""
    keeper = park.keeper_of(ticket.branch)
    is_from_outside = ticket.source in {Source.WEB, Source.STATION}
    yield _entry(
        ticket,
        Step.HAND_IN,
        case.received_on,
        8,
        None if is_from_outside else keeper,
        words=ticket.get_source_display(),
    )
    if case.accepted_on is None:
        return
    words = f"办理期限 {case.due_on:%Y-%m-%d}"
    yield _entry(ticket, Step.ACCEPT, case.accepted_on, 9, keeper, words=words)
    if case.rng.random() < _ASSIGNED:
        ticket.assignee = keeper
        yield _entry(
            ticket,
            Step.ASSIGN,
            case.accepted_on,
            10,
            park.users["dangwei"],
            words=f"由{keeper.name}承办",
        )
    if case.closed_on:
        yield _closing(case, ticket, keeper)
    elif case.state is TicketState.IN_WORK or case.solved_on:
        yield from _working(park, calendar, case, ticket, keeper)
    if case.solved_on:
        yield from _solving(park, case, ticket, keeper, case.solved_on)


def _working(
    park: Park, calendar: WorkingDays, case: Case, ticket: Ticket, keeper: User
) -> Iterator[TicketEntry]:
    accepted_on = case.accepted_on or case.received_on
    last = case.solved_on or park.today
    firm = ticket.member.enterprise if ticket.member else "企业"
    yield _entry(ticket, Step.WORK, accepted_on, 11, keeper, note=case.matter.done.format(firm=firm))
    again = calendar.plus(accepted_on, 2)
    if case.rng.random() < _WITH_TWO_NOTES and again < last:
        yield _entry(ticket, Step.WORK, again, 15, keeper, note="已与有关单位再次沟通，正在落实。")


def _closing(case: Case, ticket: Ticket, keeper: User) -> TicketEntry:
    is_returned = case.state is TicketState.RETURNED
    note = case.rng.choice(RETURNED if is_returned else WITHDRAWN)
    if is_returned:
        ticket.reply, ticket.assignee = note, None
    day = case.closed_on or case.received_on
    return _entry(ticket, Step.RETURN if is_returned else Step.WITHDRAW, day, 16, keeper, note=note)


def _solving(park: Park, case: Case, ticket: Ticket, keeper: User, solved_on: date) -> Iterator[TicketEntry]:
    ticket.reply = case.matter.told
    yield _entry(ticket, Step.SOLVE, solved_on, 16, keeper, note=ticket.reply)
    rated_on = solved_on + timedelta(days=case.rng.randint(1, 5))
    if case.rng.random() < _RATED and rated_on < park.today:
        rating = case.rng.choices(list(_RATINGS), list(_RATINGS.values()))[0]
        ticket.state, ticket.rating = TicketState.RATED, rating
        ticket.rating_words = case.rng.choice(RATING_WORDS[rating])
        ticket.rated_at = moment(rated_on, 19)
        yield _entry(
            ticket,
            Step.RATE,
            rated_on,
            19,
            None,
            words=f"{rating} 分，{Rating(rating).label}",
            note=ticket.rating_words,
        )
    archived_on = solved_on + timedelta(days=_ARCHIVED_AFTER)
    if archived_on < park.today:
        ticket.state = TicketState.ARCHIVED
        yield _entry(ticket, Step.ARCHIVE, archived_on, 10, keeper)


def _entry(  # noqa: PLR0913  the parts of an entry
    ticket: Ticket, step: Step, on: date, hour: int, by: User | None, *, words: str = "", note: str = ""
) -> TicketEntry:
    at = moment(on, hour, 5 + ticket.created_at.minute % 50)
    ticket.updated_at = max(ticket.updated_at, at)
    return TicketEntry(
        ticket=ticket, step=step, at=at, by=by, by_name=by.name if by else VISITOR, words=words, note=note
    )
