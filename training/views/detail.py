"""A session's page, and what of it is printed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView

from activities.models import ActivityState, Attendance
from core.scope import Actor
from core.views import ScopedMixin
from stations.links import address_of
from training.models import TrainingSession

SHOWN = 60


class OneSession(ScopedMixin, DetailView[TrainingSession]):
    """Base: a page about one session and those who were there."""

    queryset = TrainingSession.objects.select_related(
        "activity__committee", "activity__branch", "activity__station"
    )
    permission_required = "training.view_trainingsession"
    context_object_name = "session"

    def get_queryset(self) -> QuerySet[TrainingSession]:
        """What was entered in error has no page."""
        rows: Any = super().get_queryset()
        return rows.valid()  # type: ignore[no-any-return]  # of the same model

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add facts and people: all as a number, by name those whom the person may see."""
        session: TrainingSession = self.object
        activity = session.activity
        present = Attendance.objects.valid().filter(activity=activity)
        seen = present.visible_to(self.actor).select_related("member__enterprise", "branch")
        count = present.count()
        return {
            **super().get_context_data(**kwargs),
            "activity": activity,
            "facts": facts_of(session),
            "materials": session.materials.splitlines(),
            "present": seen.order_by("branch__code", "member__name_pinyin"),
            "present_count": count,
            "people_count": count + activity.other_count,
        }


class SessionDetail(OneSession):
    """The session's result: what it was about, who was there, what came of it."""

    template_name = "training/session.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the person may do."""
        data = super().get_context_data(**kwargs)
        activity = self.object.activity
        return {
            **data,
            **ways_of(self.actor, self.object),
            "present": data["present"][:SHOWN],
            "is_planned": activity.state == ActivityState.PLANNED,
            "is_held": activity.state == ActivityState.HELD,
        }


def ways_of(by: Actor, session: TrainingSession) -> dict[str, Any]:
    """Return what ``by`` may do with a session, and where."""
    activity = session.activity
    may_attend = by.has_perm("activities.change_attendance")
    return {
        "may_change": by.has_perm("training.change_trainingsession", session),
        "attendance_link": address_of("activities:attendance", activity.pk) if may_attend else "",
        "activity_link": address_of("activities:activity", activity.pk),
    }


class SessionSheet(OneSession):
    """The session's result on paper."""

    template_name = "training/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out what is known by two on a line."""
        data = super().get_context_data(**kwargs)
        known = [(name, value) for name, value in data["facts"] if value]
        return {**data, "pairs": [known[at : at + 2] for at in range(0, len(known), 2)]}


def facts_of(session: TrainingSession) -> list[tuple[str, object]]:
    """Return what is known of a session, but for its free text."""
    activity = session.activity
    times = "—".join(f"{clock:%H:%M}" for clock in (activity.begins, activity.ends) if clock)
    lecturer = " ".join(filter(None, (session.lecturer, session.lecturer_title)))
    return [
        ("日期", f"{activity.held_on.isoformat()} {times}".strip()),
        ("地点", activity.place or (activity.station and activity.station.name)),
        ("主办", activity.branch.name if activity.branch else activity.committee.name),
        ("组织者", activity.organiser),
        ("内容", session.get_topic_display()),
        ("对象", session.get_audience_display()),
        ("方式", session.get_mode_display()),
        ("主讲人", lecturer),
        ("学时", f"{session.hours.normalize():f}"),
    ]
