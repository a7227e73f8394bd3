"""Registering a ticket, correcting it, and marking one that was never true."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from core.pages import FormPage
from core.steps import VoidPage
from core.views import PermittedMixin, ScopedMixin
from services.actions import edit_ticket, take_ticket, void_ticket
from services.forms import EditTicketForm, TicketForm
from services.models import Ticket
from services.steps import ASSIGN


class TicketAdd(FormPage, PermittedMixin, CreateView[Ticket, TicketForm]):
    """The hotline's form: what the public one asks, and where it came from."""

    model = Ticket
    form_class = TicketForm
    permission_required = "services.add_ticket"
    title = "登记工单"
    button = "登记"

    def act(self, form: TicketForm) -> Ticket:  # type: ignore[override]  # the form of this page
        """Register the ticket."""
        values = form.values()
        ticket = take_ticket(
            by=self.actor,
            committee=form.chosen_committee(),
            branch=values.pop("branch"),
            received_on=values.pop("received_on"),
            is_accepted=values.pop("is_accepted"),
            values=values,
        )
        self.saved = f"工单 {ticket.number} 已登记。查询码在“联系”一栏，可以告诉求助人。"
        return ticket

    def back(self) -> str:
        """Lead to the list."""
        return reverse("services:tickets")


class TicketEdit(FormPage, ScopedMixin, UpdateView[Ticket, EditTicketForm]):
    """Correcting what was written down."""

    queryset = Ticket.objects.valid()
    form_class = EditTicketForm
    permission_required = "services.change_ticket"
    title = "修改工单"

    def act(self, form: EditTicketForm) -> Ticket:  # type: ignore[override]  # the form of this page
        """Change the ticket."""
        return edit_ticket(by=self.actor, ticket=form.instance, values=form.values(), revision=form.revision)

    def back(self) -> str:
        """Lead to the ticket's page."""
        return reverse("services:ticket", args=[self.kwargs["pk"]])


class VoidTicket(VoidPage):
    """登记有误."""

    model = Ticket
    permission_required = ASSIGN

    def act(self, form: Any) -> Ticket:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_ticket(by=self.actor, ticket=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("services:tickets")
