"""How much time a ticket still has, in words, before it has none: counted in working days of its committee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from branches.models import Committee
from services.choices import DayKind
from services.models import OPEN, Ticket
from services.working_days import WorkingDays

AROUND = timedelta(days=120)
"""Days around today whose holidays matter: more than the longest notice."""


@dataclass(frozen=True)
class Deadline:
    """One ticket's time in words, and the look of their badge (``danger``, ``warning``, ``secondary``)."""

    look: str
    words: str


@dataclass(frozen=True)
class _Office:
    calendar: WorkingDays
    notice_days: int


class Deadlines:
    """The calendars of some committees with the notice that each wants, read in one query."""

    def __init__(self, committees: QuerySet[Committee], today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        near = Q(holidays__on__range=(self.today - AROUND, self.today + AROUND))
        rows = committees.alias(near=FilteredRelation("holidays", condition=near)).values_list(
            "pk", "ticket_notice_days", "near__on", "near__kind"
        )
        self.offices = _offices(rows)

    def of(self, ticket: Ticket) -> Deadline | None:
        """Tell the time of ``ticket``; ``None`` where it is not running (not accepted yet, or done)."""
        office = self.offices.get(ticket.committee_id)
        if ticket.due_on is None or office is None or not ticket.is_open:
            return None
        left = office.calendar.until(self.today, ticket.due_on)
        if left < 0:
            return Deadline("danger", f"超期 {-left} 个工作日")
        if ticket.due_on == self.today:
            return Deadline("warning", "今天到期")
        words = f"还有 {left} 个工作日" if left else "休息日到期"
        return Deadline("warning" if left <= office.notice_days else "secondary", words)

    def soon(self) -> Q:
        """Return the condition of open tickets that are overdue, or due within the notice of their committee."""
        found = Q(pk__in=[])
        for key, office in self.offices.items():
            last = office.calendar.plus(self.today, office.notice_days)
            found |= Q(committee=key, due_on__lte=last)
        return found & Q(state__in=OPEN)


def overdue(today: date) -> Q:
    """Return the condition of open tickets whose last day has passed."""
    return Q(state__in=OPEN, due_on__lt=today)


def _offices(rows: Iterable[tuple[int, int, date | None, str | None]]) -> dict[int, _Office]:
    notice: dict[int, int] = {}
    days: dict[tuple[int, str | None], set[date]] = {}
    for key, notice_days, on, kind in rows:
        notice[key] = notice_days
        if on is not None:
            days.setdefault((key, kind), set()).add(on)
    return {
        key: _Office(
            WorkingDays(
                frozenset(days.get((key, DayKind.OFF), ())), frozenset(days.get((key, DayKind.WORKED), ()))
            ),
            count,
        )
        for key, count in notice.items()
    }
