"""The list of sessions, their month, and members with their hours."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.views.generic import ListView

from activities.models import ActivityState
from core.pages import ListPage
from core.periods import Month
from core.views import ScopedMixin
from members.models import Enrolment, Member
from spreadsheets.registry import SHEETS
from training.calendar import WEEKDAYS, weeks_of
from training.counts import totals_of, with_people
from training.filters import LearnerFilter, SessionFilter, year_choices
from training.models import TrainingSession
from training.record import with_hours
from training.tables import LearnerTable, SessionTable

SHEET = "sessions"


class SessionList(ListPage):
    """The sessions within reach, with those who were there."""

    queryset = TrainingSession.objects.select_related("activity__branch")
    permission_required = "training.view_trainingsession"
    table_class = SessionTable
    filterset_class = SessionFilter
    template_name = "training/sessions.html"

    def get_queryset(self) -> QuerySet[TrainingSession]:
        """Count in the same query."""
        rows: Any = super().get_queryset()
        return with_people(rows.valid())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the list comes to, and the way to the import where there is one."""
        data = super().get_context_data(**kwargs)
        may_import = SHEET in SHEETS and self.request.user.has_perm(SHEETS[SHEET].permission)
        upload = reverse("spreadsheets:upload", args=[SHEET]) if may_import else ""
        return {**data, "totals": totals_of(data["filter"].qs), "upload": upload}


class SessionCalendar(ScopedMixin, ListView[TrainingSession]):
    """A month of sessions: ``?month=2024-12``. What was called off is left out."""

    queryset = TrainingSession.objects.select_related("activity__branch")
    permission_required = "training.view_trainingsession"
    template_name = "training/calendar.html"

    def get_queryset(self) -> QuerySet[TrainingSession]:
        """Leave what stands."""
        rows: Any = super().get_queryset()
        standing: QuerySet[TrainingSession] = rows.valid().exclude(activity__state=ActivityState.CANCELLED)
        return standing.order_by("activity__held_on", "activity__begins", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out the month."""
        rows, now = self.get_queryset(), Month.current()
        span = rows.aggregate(first=Min("activity__held_on"), last=Max("activity__held_on"))
        month = _month(self.request.GET.get("month", ""))
        shown = list(rows.filter(activity__held_on__range=(month.first, month.last)))
        return {
            **super().get_context_data(object_list=shown, **kwargs),
            "month": month,
            "first_month": min(now, Month.of(span["first"])) if span["first"] else now,
            "last_month": max(now.plus(3), Month.of(span["last"])) if span["last"] else now.plus(3),
            "weekdays": WEEKDAYS,
            "weeks": weeks_of(month, shown, timezone.localdate()),
        }


class LearnerList(ListPage):
    """Members of the register with the sessions and hours of a year."""

    queryset = Member.objects.select_related("branch", "enterprise").only(
        "name", "name_pinyin", "branch__short_name", "branch__code", "enterprise__name"
    )
    permission_required = "members.view_member"
    table_class = LearnerTable
    filterset_class = LearnerFilter
    template_name = "training/members.html"

    @property
    def year(self) -> int:
        """The year asked for; this one if none was."""
        asked = self.request.GET.get("year", "")
        return int(asked) if asked in dict(year_choices()) else timezone.localdate().year

    def get_queryset(self) -> QuerySet[Member]:
        """Count in the same query."""
        enrolled = Enrolment.objects.open().filter(member=OuterRef("pk"))
        rows: QuerySet[Member] = super().get_queryset().filter(Exists(enrolled))
        return with_hours(rows, self.actor, self.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the year."""
        return {**super().get_context_data(**kwargs), "year": self.year}


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        return Month.current()
