"""Preparing a transfer: whose, which way, from where to where; and mending it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, UpdateView

from core.pages import FormPage
from core.views import PermittedMixin, ScopedMixin
from members.actions import change_transfer, draft_transfer
from members.actions.stays import is_enrolled
from members.choices import Direction
from members.forms import TransferForm, WhoForm, first_values, organisations_of
from members.models import UNDER_WAY, Member, RelationTransfer
from members.views.transfers.steps import PERMISSION

EXPLANATIONS = {
    Direction.IN: "组织关系从流出地转入园区的党组织。登记接收以后，此人不再是流动党员，计入“吸收转化”。",
    Direction.OUT: "组织关系转到园区以外的党组织，例如家乡所在地改了，或离开园区。登记接收时再说明是否仍由本支部管理。",
}


class WhoMoves(FormPage, PermittedMixin, FormView[WhoForm]):
    """First of all: whose formal membership moves."""

    permission_required = PERMISSION
    form_class = WhoForm
    title, button = "办理组织关系转接", "下一步"
    explanation = "先选择党员。正在办理转接的党员不在其中。"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  the form of this page
        """Go on with the member."""
        return redirect("members:transfer_add", pk=form.cleaned_data["member"].pk)

    def back(self) -> str:
        """Lead to the list."""
        return reverse("members:transfers")


class DraftTransfer(FormPage, PermittedMixin, CreateView[RelationTransfer, TransferForm]):
    """A transfer of the member of the address; the direction is chosen first."""

    permission_required = PERMISSION
    form_class = TransferForm
    saved = "已登记为拟办。介绍信开出后，请登记编号和日期。"
    button = "登记为拟办"

    @cached_property
    def member(self) -> Member:
        """The member of the address."""
        rows = Member.objects.select_related("committee", "branch")
        return rows.get_for(self.request.user, PERMISSION, pk=self.kwargs["pk"])

    @cached_property
    def direction(self) -> str:
        """The direction that the address names; empty where it is still to be chosen."""
        asked = self.request.GET.get("direction", "")
        return asked if asked in Direction.values else ""

    @property
    def title(self) -> str:  # type: ignore[override]  # depends on the direction
        """Name what is done."""
        return f"组织关系{Direction(self.direction).label}"

    @property
    def explanation(self) -> str:  # type: ignore[override]  # depends on the direction
        """Say what it will lead to."""
        return EXPLANATIONS[Direction(self.direction)]

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  as in Django
        """Ask for the direction first; lead to the transfer that is under way, if there is one."""
        if not self.has_permission():
            return self.handle_no_permission()
        under_way = (
            RelationTransfer.objects.visible_to(self.request.user).under_way().filter(member=self.member)
        )
        if found := under_way.first():
            return redirect(found)
        if not self.direction:
            return self._ask_direction()
        return super().dispatch(*args, **kwargs)

    def _ask_direction(self) -> TemplateResponse:
        ways = [(way, way.label, EXPLANATIONS[way]) for way in Direction]
        context = {"member": self.member, "ways": ways, "is_enrolled": is_enrolled(self.member)}
        return TemplateResponse(self.request, "members/transfer_direction.html", context)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the member."""
        return {**super().get_form_kwargs(), "member": self.member}

    def get_initial(self) -> dict[str, Any]:
        """Fill in what is likely: as last time if the address names a transfer to be tried again."""
        again = self.request.GET.get("again", "")
        before = None
        if again.isascii() and again.isdigit():
            own = RelationTransfer.objects.visible_to(self.request.user).filter(member=self.member)
            before = own.filter(pk=int(again[:18])).first()
        return first_values(self.member, self.direction, before)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the member."""
        about = f"{self.member.name} · {self.member.branch.short_name}"
        is_in = self.direction == Direction.IN
        offered = organisations_of(self.actor, self.member) if is_in else []
        return super().get_context_data(**kwargs, about=about, organisations=offered)

    def get_template_names(self) -> list[str]:
        """The form, with organisations to choose from."""
        return ["members/transfer_form.html"]

    def act(self, form: TransferForm) -> RelationTransfer:  # type: ignore[override]  # the form of this page
        """Prepare it."""
        return draft_transfer(
            by=self.actor, member=self.member, direction=self.direction, values=form.values()
        )

    def back(self) -> str:
        """Lead to the member."""
        return self.member.get_absolute_url()


class ChangeTransfer(FormPage, ScopedMixin, UpdateView[RelationTransfer, TransferForm]):
    """Mending a transfer that is under way."""

    permission_required = PERMISSION
    queryset = RelationTransfer.objects.valid().select_related("member__committee", "branch")
    form_class = TransferForm
    title = "修改转接"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the form only while something can be mended."""
        transfer = self.get_object()
        return super().get(*args, **kwargs) if transfer.state in UNDER_WAY else redirect(transfer)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the member."""
        return {**super().get_form_kwargs(), "member": self.object.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the transfer."""
        return super().get_context_data(**kwargs, about=str(self.object))

    def act(self, form: TransferForm) -> RelationTransfer:  # type: ignore[override]  # the form of this page
        """Mend it."""
        return change_transfer(
            by=self.actor, transfer=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the transfer."""
        return reverse("members:transfer", args=[self.kwargs["pk"]])
