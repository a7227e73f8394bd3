"""Visits: list, page, forms, and making a ticket of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from core.pages import FormPage, ListPage
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin
from services.actions import add_visit, change_visit, visit_to_ticket, void_visit
from services.choices import TicketKind
from services.filters import VisitFilter
from services.forms import ToTicketForm, VisitForm
from services.models import Ticket, Visit
from services.steps import ADD
from services.tables import VisitTable
from services.views.facts import facts_of_visit

CHANGE = "services.change_visit"


class VisitList(ListPage):
    """Visits within reach."""

    queryset = Visit.objects.valid().select_related("branch", "member", "ticket")
    permission_required = "services.view_visit"
    table_class = VisitTable
    filterset_class = VisitFilter
    template_name = "services/visits.html"


class VisitDetail(ScopedMixin, DetailView[Visit]):
    """One visit."""

    queryset = Visit.objects.valid().select_related("branch", "member", "ticket")
    permission_required = "services.view_visit"
    template_name = "services/visit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add facts, and what may be done."""
        visit, user = self.object, self.actor
        may_change = user.has_perm(CHANGE, visit)
        has_ticket = visit.ticket is not None and visit.ticket.voided_at is None
        return {
            **super().get_context_data(**kwargs),
            "facts": facts_of_visit(visit),
            "member_link": visit.member is not None and user.has_perm("members.view_member", visit.member),
            "ticket_link": has_ticket and user.has_perm("services.view_ticket", visit.ticket),
            "may_change": may_change,
            "may_ticket": may_change and not has_ticket and user.has_perm(ADD),
        }


class VisitAdd(FormPage, PermittedMixin, CreateView[Visit, VisitForm]):
    """Noting a visit."""

    model = Visit
    form_class = VisitForm
    permission_required = CHANGE
    title = "登记走访"
    saved = "走访已登记。"

    def act(self, form: VisitForm) -> Visit:  # type: ignore[override]  # the form of this page
        """Note the visit."""
        return add_visit(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("services:visits")


class VisitEdit(FormPage, ScopedMixin, UpdateView[Visit, VisitForm]):
    """Correcting a visit."""

    queryset = Visit.objects.valid()
    form_class = VisitForm
    permission_required = CHANGE
    title = "修改走访"

    def act(self, form: VisitForm) -> Visit:  # type: ignore[override]  # the form of this page
        """Change the visit."""
        return change_visit(by=self.actor, visit=form.instance, values=form.values(), revision=form.revision)

    def back(self) -> str:
        """Lead to the visit's page."""
        return reverse("services:visit", args=[self.kwargs["pk"]])


class VoidVisit(VoidPage):
    """登记有误."""

    model = Visit
    permission_required = CHANGE

    def act(self, form: Any) -> Visit:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_visit(by=self.actor, visit=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("services:visits")


class VisitToTicket(StepPage):
    """What the visit could not settle, as a ticket."""

    model = Visit
    form_class = ToTicketForm
    permission_required = CHANGE
    title, button = "转成工单", "转成工单"
    explanation = "工单由走访的支部（或党委）办理，来源为“走访”，和这条走访记录互相链接。"
    saved = "已转成工单，等待受理。"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was written down."""
        return {"description": self.row.summary, "kind": TicketKind.LIFE}

    def act(self, form: Any) -> Ticket:  # noqa: ANN401  the form of this page
        """Make the ticket."""
        return visit_to_ticket(by=self.actor, visit=self.row, values=form.cleaned_data)

    def after(self, result: Model) -> str:
        """Lead to the ticket."""
        return FormPage.after(self, result)
