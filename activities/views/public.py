"""Pages without an account: signing in by the code of an activity, or by the one on a station's wall."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from accounts.addresses import client_address
from accounts.public import PublicMixin
from activities.actions import SignIn, sign_in
from activities.forms import SignInForm
from activities.limits import PAGE, PAUSE, may_try, note_miss
from activities.models import Activity, ActivityState
from core.limits import Limit
from members.names import clean_name
from stations.models import Station

UNKNOWN = "没有找到。请核对姓名和身份证号后四位；仍然不行，请现场的工作人员为您登记。"
UNFIT = 422


class SignInPage(PublicMixin, FormView[SignInForm]):
    """On a phone: a name and four characters, valid for the time around the activity."""

    model = Activity
    limit = PAGE
    form_class = SignInForm
    template_name = "activities/public/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Say what this is, and whether it is the time."""
        activity: Activity = self.row
        opens, closes = (timezone.localtime(moment) for moment in activity.sign_in_window)
        now = timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "activity": activity,
            "is_open": activity.is_open_at(now),
            "is_cancelled": activity.state == ActivityState.CANCELLED,
            "is_early": now < opens,
            "opens": opens,
            "closes": closes,
        }

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign in; the same sentence for everything that is not found."""
        activity, name, address = self.row, form.cleaned_data["name"], client_address(self.request)
        if not activity.is_open_at(timezone.now()):
            return self.render_to_response(self.get_context_data(form=form))
        if not may_try(address=address, activity=activity, name=name):
            return self.pause(PAUSE)
        try:
            outcome = sign_in(by=self.visitor, activity=activity, name=name, tail=form.cleaned_data["tail"])
        except ValidationError as refused:  # it closed in this very moment
            form.add_error(None, refused)
            return self.form_invalid(form)
        if outcome == SignIn.UNKNOWN:
            note_miss(address=address, activity=activity)
            form.add_error(None, UNKNOWN)
            return self.form_invalid(form)
        name, is_new = clean_name(name), outcome == SignIn.NOTED
        return self.render_to_response(
            self.get_context_data(form=form, is_done=True, is_new=is_new, name=name)
        )

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Show the form again; the four characters have to be typed anew."""
        form.forget_tail()
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)


class StationSignIn(PublicMixin, TemplateView):
    """Behind the code on a station's wall: leads to the activity there that is open now, or says when the next is."""

    model = Station
    limit = Limit("activities.station", 60, 600)
    template_name = "activities/public/station.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Lead on where there is no choice."""
        self.open_now = self._open_at(timezone.now())
        if len(self.open_now) == 1:
            return HttpResponseRedirect(reverse("activities:sign_in", args=[self.open_now[0].token]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what is open, and what comes next."""
        coming = self._activities().filter(held_on__gte=timezone.localdate(), state=ActivityState.PLANNED)
        later = (a for a in coming.order_by("held_on", "begins", "pk") if a not in self.open_now)
        upcoming = next((a for a in later if a.sign_in_window[0] > timezone.now()), None)
        return {
            **super().get_context_data(**kwargs),
            "station": self.row,
            "open_now": self.open_now,
            "upcoming": upcoming,
        }

    def _activities(self) -> Any:  # noqa: ANN401  the activities of the station
        return Activity.objects.valid().filter(station=self.row)

    def _open_at(self, now: datetime) -> list[Activity]:
        today = timezone.localdate(now)
        near = self._activities().filter(
            held_on__range=(today - timedelta(days=1), today + timedelta(days=1))
        )
        return [activity for activity in near.order_by("begins", "pk") if activity.is_open_at(now)]
