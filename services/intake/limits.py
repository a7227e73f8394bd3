"""When tickets of a sheet are due: the committee's limits and its calendar, read once for the file."""

from __future__ import annotations

from datetime import date

from branches.models import Committee
from services.choices import TicketKind
from services.time_limits import limits_of, shortened
from services.working_days import WorkingDays
from spreadsheets.records import Scope


class DueDays:
    """The limits of the committee to which the import goes."""

    def __init__(self, scope: Scope) -> None:
        committee = Committee.objects.get(pk=scope.place.committee_key)
        self._limits = limits_of(committee)
        self._calendar = WorkingDays.of(committee)

    def of(self, kind: str, urgency: str, accepted_on: date) -> date:
        """Return the last day for a ticket that was accepted on ``accepted_on``."""
        return self._calendar.plus(accepted_on, shortened(self._limits[TicketKind(kind)], urgency))
