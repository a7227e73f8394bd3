"""Legal aid: list, page, forms, closing, and making a ticket of a matter."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from core.pages import FormPage, ListPage
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin
from services.actions import (
    add_legal_aid,
    change_legal_aid,
    close_legal_aid,
    legal_aid_to_ticket,
    void_legal_aid,
)
from services.choices import AidState, TicketKind
from services.filters import LegalAidFilter
from services.forms import CloseAidForm, LegalAidForm, ToTicketForm
from services.models import LegalAid, Ticket
from services.steps import ADD
from services.tables import LegalAidTable
from services.views.facts import facts_of_aid

CHANGE = "services.change_legalaid"


class LegalAidList(ListPage):
    """Matters within reach."""

    queryset = LegalAid.objects.valid().select_related("branch", "member", "ticket")
    permission_required = "services.view_legalaid"
    table_class = LegalAidTable
    filterset_class = LegalAidFilter
    template_name = "services/legal_aids.html"


class LegalAidDetail(ScopedMixin, DetailView[LegalAid]):
    """One matter."""

    queryset = LegalAid.objects.valid().select_related("branch", "member", "ticket")
    permission_required = "services.view_legalaid"
    context_object_name = "aid"
    template_name = "services/legal_aid.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add facts, and what may be done."""
        aid, user = self.object, self.actor
        may_change = user.has_perm(CHANGE, aid)
        has_ticket = aid.ticket is not None and aid.ticket.voided_at is None
        return {
            **super().get_context_data(**kwargs),
            "facts": facts_of_aid(aid),
            "member_link": aid.member is not None and user.has_perm("members.view_member", aid.member),
            "ticket_link": has_ticket and user.has_perm("services.view_ticket", aid.ticket),
            "may_change": may_change,
            "may_close": may_change and aid.state == AidState.OPEN,
            "may_ticket": may_change and not has_ticket and user.has_perm(ADD),
        }


class LegalAidAdd(FormPage, PermittedMixin, CreateView[LegalAid, LegalAidForm]):
    """Noting a matter; ``?ticket=`` begins with a ticket's person and number."""

    model = LegalAid
    form_class = LegalAidForm
    permission_required = CHANGE
    title = "登记法律援助"
    saved = "法律援助已登记。"

    def get_initial(self) -> dict[str, Any]:
        """Begin with the ticket, if one is named that the person may see."""
        number = self.request.GET.get("ticket", "")
        rows = Ticket.objects.visible_to(self.actor).valid().select_related("member")
        ticket = (
            rows.filter(pk=int(number)).first() if number.isdigit() and len(number) < len("9" * 19) else None
        )
        if ticket is None:
            return {}
        held = {"member": ticket.member, "known": str(ticket.member_id)} if ticket.member else {}
        return {"ticket_number": ticket.number, "person_name": ticket.who, "branch": ticket.branch_id, **held}

    def act(self, form: LegalAidForm) -> LegalAid:  # type: ignore[override]  # the form of this page
        """Note the matter."""
        return add_legal_aid(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("services:legal_aids")


class LegalAidEdit(FormPage, ScopedMixin, UpdateView[LegalAid, LegalAidForm]):
    """Correcting a matter."""

    queryset = LegalAid.objects.valid()
    form_class = LegalAidForm
    permission_required = CHANGE
    title = "修改法律援助"

    def act(self, form: LegalAidForm) -> LegalAid:  # type: ignore[override]  # the form of this page
        """Change the matter."""
        return change_legal_aid(
            by=self.actor, aid=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the matter's page."""
        return reverse("services:legal_aid", args=[self.kwargs["pk"]])


class VoidLegalAid(VoidPage):
    """登记有误."""

    model = LegalAid
    permission_required = CHANGE

    def act(self, form: Any) -> LegalAid:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_legal_aid(by=self.actor, aid=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("services:legal_aids")


class CloseLegalAid(StepPage):
    """办结."""

    model = LegalAid
    form_class = CloseAidForm
    permission_required = CHANGE
    title, button = "办结法律援助", "办结"
    saved = "法律援助已办结。"

    def act(self, form: Any) -> LegalAid:  # noqa: ANN401  the form of this page
        """Close it."""
        return close_legal_aid(by=self.actor, aid=self.row, **form.cleaned_data)


class LegalAidToTicket(StepPage):
    """A ticket beside the matter, for what else is to be done."""

    model = LegalAid
    form_class = ToTicketForm
    permission_required = CHANGE
    title, button = "转成工单", "转成工单"
    explanation = "工单由登记的支部（或党委）办理，和这件法律援助互相链接。"
    saved = "已转成工单，等待受理。"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was written down."""
        return {"description": self.row.summary, "kind": TicketKind.LEGAL}

    def act(self, form: Any) -> Ticket:  # noqa: ANN401  the form of this page
        """Make the ticket."""
        return legal_aid_to_ticket(by=self.actor, aid=self.row, values=form.cleaned_data)

    def after(self, result: Model) -> str:
        """Lead to the ticket."""
        return FormPage.after(self, result)
