"""Pages without an account: asking for help, following it, and saying how content one is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from accounts.addresses import client_address
from accounts.public import PublicMixin
from branches.models import Committee
from core.limits import Limit
from core.texts import clean_code
from core.views import ActionMixin
from services.actions import hand_in_ticket, rate_ticket
from services.choices import Step, TicketState
from services.forms import NO_CODE, CodeForm, HelpForm, RatingForm
from services.models import SOLVED, Ticket
from services.progress import progress_of
from stations.models import Station

PUBLIC_STEPS = frozenset(Step) - {Step.ASSIGN, Step.FORWARD, Step.NOTE}
"""What the person sees of the entries: which step, and when; nobody's name and no words but the reply."""
RATED, NOT_YET = "已经评价过了，谢谢。", "现在不能评价，解决以后才能评价。"
ANSWERED = (*SOLVED, TicketState.RETURNED)
GUESSES = Limit("services.guess", 15, 900)
"""Codes that led nowhere, from one address."""


class AskForHelp(PublicMixin, ActionMixin, FormView[HelpForm]):
    """A short form behind the code of a committee or of one of its stations."""

    model = Committee
    limit = Limit("services.ask", 20, 600)
    form_class = HelpForm
    template_name = "services/ask.html"
    station: Station | None = None

    def find(self, argument: str, text: str) -> Model | None:
        """Return the committee whose token it is, or that of the open station."""
        stations = Station.objects.valid().on(timezone.localdate()).select_related("committee", "branch")
        self.station = stations.filter(token=text).first()
        return self.station.committee if self.station else super().find(argument, text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Say to whom one speaks."""
        return {**super().get_context_data(**kwargs), "committee": self.row, "station": self.station}

    def act(self, form: HelpForm) -> Ticket:  # type: ignore[override]  # the form of this page
        """Hand it in."""
        committee: Committee = self.row
        return hand_in_ticket(
            by=self.visitor, committee=committee, station=self.station, values=form.values()
        )

    def done(self, result: Model | None) -> HttpResponse:
        """Lead to the page on which it can be followed."""
        messages.success(self.request, "已经提交。请截图保存下面的查询码，凭它查看进展、作出评价。")
        return redirect("services:follow_code", code=getattr(result, "follow_code", ""))


@method_decorator(login_not_required, name="dispatch")
class Guarded(PublicMixin):
    """Codes are long, and whoever tries many must pause all the same."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Let nobody go on guessing."""
        if GUESSES.is_used_up(client_address(request)):
            return self.pause(GUESSES.words)
        return super().dispatch(request, *args, **kwargs)

    def find(self, argument: str, text: str) -> Model | None:
        """Count what led nowhere."""
        found = super().find(argument, text)
        if found is None:
            GUESSES.take(client_address(self.request))
        return found


class FollowByCode(Guarded, FormView[CodeForm]):
    """Where the code is typed; it travels in the body, and the answer to each wrong one is the same."""

    model = Ticket
    limit = Limit("services.follow", 20, 600)
    form_class = CodeForm
    template_name = "services/follow.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Lead to the ticket, or say that there is none."""
        ticket = self.find("code", clean_code(form.cleaned_data["code"]))
        if isinstance(ticket, Ticket):
            return redirect("services:follow_code", code=ticket.follow_code)
        form.add_error("code", NO_CODE)
        return self.form_invalid(form)


class FollowTicket(Guarded, ActionMixin, FormView[RatingForm]):
    """How far it has come and what the answer is; when it is solved, how content one is with that."""

    model = Ticket
    limit = Limit("services.rate", 20, 600)
    form_class = RatingForm
    template_name = "services/following.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Show states and times; no name, no number, no word of the description."""
        ticket: Ticket = self.row
        entries = ticket.entries.filter(step__in=PUBLIC_STEPS)
        return {
            **super().get_context_data(**kwargs),
            "ticket": ticket,
            "committee": ticket.committee,
            "progress": progress_of(ticket),
            "entries": entries,
            "reply": ticket.reply if ticket.state in ANSWERED else "",
            "may_rate": ticket.state == TicketState.SOLVED,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Tell somebody who presses twice, or on an old page, how it stands."""
        if self.row.state == TicketState.SOLVED:
            return super().post(request, *args, **kwargs)
        messages.warning(request, RATED if self.row.rating else NOT_YET)
        return redirect("services:follow_code", code=self.row.follow_code)

    def act(self, form: RatingForm) -> Ticket:  # type: ignore[override]  # the form of this page
        """Rate it."""
        return rate_ticket(by=self.visitor, ticket=self.row, **form.cleaned_data)

    def done(self, result: Model | None) -> HttpResponse:  # noqa: ARG002  the same page shows it
        """Thank, and show the page as it is now."""
        messages.success(self.request, "谢谢您的评价。")
        return redirect("services:follow_code", code=self.row.follow_code)
