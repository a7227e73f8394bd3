"""An activity's page, and the sheet on which people sign."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from activities.actions.attendances import enrolments_for
from activities.asked import number_of
from activities.models import Activity, ActivityKind, ActivityState, Attendance, Deal
from activities.sheet_links import upload_link
from activities.tables import when_words
from audit.models import AuditEntry, Verb
from branches.models import Branch
from core.scope import Actor
from core.views import ScopedMixin
from members.models import Enrolment, Member
from stations.links import address_of

LATEST = 12
BLANK_ROWS = 25
MOST_ROWS = 300


class OneActivity(ScopedMixin, DetailView[Activity]):
    """Base: a page about one activity."""

    queryset = Activity.objects.select_related("committee", "branch", "station", "festival")
    permission_required = "activities.view_activity"
    context_object_name = "activity"

    def get_queryset(self) -> QuerySet[Activity]:
        """What was entered in error has no page."""
        rows: Any = super().get_queryset()
        return rows.valid()  # type: ignore[no-any-return]  # of the same model


class ActivityDetail(OneActivity):
    """What is known of an activity: who was there, what came of it, what can be done next."""

    template_name = "activities/activity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add people: all as a number, by name those whom the person may see."""
        activity, by = self.object, self.actor
        present = Attendance.objects.valid().filter(activity=activity)
        seen = present.visible_to(by).select_related("member__enterprise", "branch")
        count, shown = present.count(), list(seen.order_by("branch__code", "member__name_pinyin", "pk"))
        deals = Deal.objects.visible_to(by).valid().filter(activity=activity)
        return {
            **super().get_context_data(**kwargs),
            **ways_of(by, activity),
            "facts": facts_of(activity),
            "present": shown,
            "present_count": count,
            "unseen_count": count - len(shown),
            "people_count": count + activity.other_count,
            "removable": removable_of(by, shown),
            "openable": openable_of(by, shown),
            "deals": deals.select_related("buyer", "seller"),
            "traces": traces_of(by, activity),
        }


def facts_of(activity: Activity) -> list[tuple[str, object]]:
    """Return what is known of an activity, but for its free text."""
    places = (activity.station.name if activity.station else "", activity.place)
    return [
        ("类别", activity.get_kind_display()),
        ("时间", when_words(activity)),
        ("地点", " ".join(filter(None, places))),
        ("主办", activity.branch.name if activity.branch else activity.committee.name),
        ("组织者", activity.organiser),
    ]


def ways_of(by: Actor, activity: Activity) -> dict[str, Any]:
    """Return what ``by`` may do with an activity now, and where."""
    today = timezone.localdate()
    is_planned, is_cancelled = (
        activity.state == state for state in (ActivityState.PLANNED, ActivityState.CANCELLED)
    )
    can_have_come = not is_cancelled and activity.held_on <= today
    session: Any = getattr(activity, "session", None) if activity.kind == ActivityKind.TRAINING else None
    may_attend = by.has_perm("activities.change_attendance")
    return {
        "may_change": by.has_perm("activities.change_activity", activity),
        "may_attend": may_attend and can_have_come,
        "may_deal": by.has_perm("activities.change_deal") and not is_cancelled,
        "may_print": may_attend and not is_cancelled,
        "is_planned": is_planned,
        "is_cancelled": is_cancelled,
        "is_late": is_planned and activity.held_on < today,
        "can_have_come": can_have_come,
        "is_signing_in_over": activity.sign_in_window[1] < timezone.now(),
        "session_link": address_of("training:session", session.pk) if session else "",
        "session_edit_link": address_of("training:session_edit", session.pk) if session else "",
        "upload": upload_link(by, "attendance", activity=activity.pk) if can_have_come else "",
    }


def removable_of(by: Actor, attendances: list[Attendance]) -> set[int]:
    """Return which of the attendances ``by`` may mark as entered in error."""
    keys = [attendance.pk for attendance in attendances]
    rows = Attendance.objects.visible_to(by, "activities.change_attendance").filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def openable_of(by: Actor, attendances: list[Attendance]) -> set[int]:
    """Return which of the members ``by`` may look up: who has moved since belongs to another branch."""
    rows = Member.objects.visible_to(by).filter(pk__in=[each.member_id for each in attendances])
    return set(rows.values_list("pk", flat=True))


def traces_of(by: Actor, activity: Activity) -> QuerySet[AuditEntry]:
    """Return what was done with the activity by whom, as far as it was the person's own branches' business."""
    entries = AuditEntry.objects.visible_to(by, "activities.view_activity")
    own = entries.filter(object_kind="activities.activity", object_key=activity.pk)
    return own.exclude(verb__in=(Verb.VIEW, Verb.SIGN_IN))[:LATEST]


class ActivitySheet(OneActivity):
    """The sheet on which people sign: ``?names=no&rows=30&branch=2``; with names of the person's own members."""

    permission_required = "activities.change_attendance"
    template_name = "activities/sheet.html"

    def get_queryset(self) -> QuerySet[Activity]:
        """The activities that the person may see: a branch signs for its own at the committee's, too."""
        rows: Any = Activity.objects.select_related("committee", "branch", "station")
        return rows.visible_to(self.actor).valid()  # type: ignore[no-any-return]  # of the same model

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out the rows."""
        asked = self.request.GET
        branches = list(Branch.objects.visible_to(self.actor, "activities.change_attendance"))
        chosen = next((branch for branch in branches if str(branch.pk) == asked.get("branch")), None)
        with_names = asked.get("names") != "no"
        people = self._people(chosen) if with_names else []
        blank = _rows(asked.get("rows", ""), 5 if with_names else BLANK_ROWS)
        return {
            **super().get_context_data(**kwargs),
            "when": when_words(self.object),
            "people": people,
            "blank": range(len(people) + 1, len(people) + blank + 1),
            "blank_count": blank,
            "with_names": with_names,
            "branches": branches,
            "chosen": chosen,
            "same": _same_names(people),
        }

    def _people(self, branch: Branch | None) -> list[Enrolment]:
        rows = enrolments_for(self.actor, self.object).select_related("member__enterprise", "branch")
        rows = rows.filter(branch=branch) if branch else rows
        return list(rows.order_by("branch__code", "member__name_pinyin", "pk"))


def _rows(text: str, otherwise: int) -> int:
    asked = number_of(text)
    return min(otherwise if asked is None else asked, MOST_ROWS)


def _same_names(people: list[Enrolment]) -> set[str]:
    """Return the names that stand more than once: beside these the sheet tells the end of the phone number."""
    names = [each.member.name for each in people]
    return {name for name in names if names.count(name) > 1}
