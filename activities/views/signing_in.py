"""The organiser's side of signing in: the code on a page and on a screen, and who has come."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Attendance, AttendanceSource
from activities.views.detail import OneActivity
from core.masking import mask_name

LATEST = 60
HOSTS_OF_ONE_MACHINE = ("127.0.0.1", "localhost", "[::1]")


class Organised(OneActivity):
    """Base: for those who organise the activity."""

    permission_required = "activities.change_activity"

    @property
    def is_screen(self) -> bool:
        """Tell whether the page is for a projector, where names are masked."""
        return self.request.GET.get("screen") == "1"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add who has come, the latest first."""
        activity, now = self.object, timezone.now()
        opens, closes = activity.sign_in_window
        arrivals = (
            f"{reverse('activities:arrivals', args=[activity.pk])}{'?screen=1' if self.is_screen else ''}"
        )
        return {
            **super().get_context_data(**kwargs),
            **arrivals_of(activity, self._seen(), is_screen=self.is_screen),
            "arrivals_link": arrivals if now <= closes else "",
            "opens": timezone.localtime(opens),
            "closes": timezone.localtime(closes),
            "is_early": now < opens,
            "is_open": activity.is_open_at(now),
            "is_screen": self.is_screen,
        }

    def _seen(self) -> QuerySet[Attendance]:
        return Attendance.objects.visible_to(self.actor)


def arrivals_of(activity: Activity, seen: QuerySet[Attendance], *, is_screen: bool) -> dict[str, Any]:
    """Return how many have come, and the names of those among ``seen`` who came last; masked on a screen."""
    present = Attendance.objects.filter(activity=activity, voided_at__isnull=True)
    own = seen.filter(activity=activity, voided_at__isnull=True).select_related("member", "branch")
    named = own.order_by("-created_at", "-pk")[:LATEST]
    return {
        "count": present.count(),
        "by_code": present.filter(source=AttendanceSource.CODE).count(),
        "unseen_count": present.count() - own.count(),
        "arrivals": [
            {
                "name": mask_name(each.member.name) if is_screen else each.member.name,
                "branch": each.branch.short_name,
                "at": each.signed_at,
            }
            for each in named
        ],
    }


class SignInCode(Organised):
    """The code that people scan, and beside it the growing list."""

    def get_template_names(self) -> list[str]:
        """A page of the portal, or a screen of its own for the projector."""
        return ["activities/screen.html" if self.is_screen else "activities/code.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the whole address that a phone needs."""
        address = reverse("activities:sign_in", args=[self.object.token])
        host = self.request.get_host()
        return {
            **super().get_context_data(**kwargs),
            "address": self.request.build_absolute_uri(address),
            "is_out_of_reach": host.rpartition(":")[0] in HOSTS_OF_ONE_MACHINE
            or host in HOSTS_OF_ONE_MACHINE,
        }


class Arrivals(Organised):
    """The list by itself, asked for every few seconds while people may sign in."""

    template_name = "activities/_arrivals.html"
