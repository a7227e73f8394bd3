"""Pages without an account: handing in an idea, and following it by its code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from accounts.public import TOO_MANY, GuardedMixin, PublicMixin
from branches.models import Committee
from contributions.actions import hand_in_suggestion
from contributions.choices import SuggestionSource
from contributions.forms import FollowForm, HandInForm
from contributions.forms.public import NO_CODE
from contributions.models import Suggestion
from contributions.progress import stages_of
from core.limits import Limit
from core.views import ActionMixin
from stations.models import Station

GUESSES = Limit("contributions.guess", 15, 900)
"""Codes that led nowhere, from one address."""


class HandIn(PublicMixin, ActionMixin, FormView[HandInForm]):
    """The form for an idea; its address is the committee's own, or that of an open station."""

    model = Committee
    limit = Limit("contributions.hand_in", 20, 600)
    form_class = HandInForm
    template_name = "contributions/public/hand_in.html"

    def find(self, argument: str, text: str) -> Model | None:
        """Return the committee with this token, or the station."""
        stations = Station.objects.valid().on(timezone.localdate()).select_related("committee", "branch")
        return super().find(argument, text) or stations.filter(token=text).first()

    def pause(self, words: str) -> HttpResponse:
        """Say it above the form, in which everything that was typed still stands."""
        form = self.get_form()
        form.add_error(None, words)
        answer = self.render_to_response(self.get_context_data(form=form))
        answer.status_code = TOO_MANY
        return answer

    @property
    def station(self) -> Station | None:
        """The station on whose wall the code hangs; none for the committee's own."""
        return self.row if isinstance(self.row, Station) else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Say who asks."""
        committee = self.station.committee if self.station else self.row
        return super().get_context_data(**kwargs, committee=committee, station=self.station)

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Hand it in."""
        station = self.station
        source = SuggestionSource.STATION if station else SuggestionSource.ONLINE
        return hand_in_suggestion(
            by=self.visitor,
            committee=station.committee if station else self.row,
            branch=station.branch if station else None,
            values={**form.values(), "source": source},
        )

    def done(self, result: Any) -> HttpResponse:  # noqa: ANN401  the suggestion
        """Show the code; the page may be read again without sending anything again."""
        messages.success(self.request, "收到了，谢谢您。请记下查询码，凭它看进展和答复。")
        return redirect("contributions:followed", code=result.follow_code)


class Follow(GuardedMixin, FormView[FollowForm]):
    """Where a code is typed; it travels in the body, and the answer to each wrong one is the same."""

    model = Suggestion
    limit = Limit("contributions.follow", 20, 600)
    guesses = GUESSES
    form_class = FollowForm
    template_name = "contributions/public/follow.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  the form of this page
        """Lead to the idea, or say that there is none with this code."""
        found = self.find("code", form.cleaned_data["code"])
        if isinstance(found, Suggestion):
            return redirect("contributions:followed", code=found.follow_code)
        form.add_error("code", NO_CODE)
        return self.form_invalid(form)


class Followed(GuardedMixin, TemplateView):
    """How far an idea has come: stages, days, the answer. Neither who had it nor who answers it stands here."""

    model = Suggestion
    limit = Limit("contributions.followed", 30, 600)
    guesses = GUESSES
    template_name = "contributions/public/followed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the stages."""
        suggestion: Suggestion = self.row
        stages = stages_of(suggestion)
        return super().get_context_data(
            **kwargs, suggestion=suggestion, stages=stages, committee=suggestion.committee
        )

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the same; there is nothing to send here."""
        return self.get(*args, **kwargs)
