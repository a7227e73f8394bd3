"""Honours: list, form, mark of error."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from core.pages import FormPage, ListPage
from core.views import PermittedMixin, ScopedMixin
from members.actions import add_honour, change_honour, void_honour
from members.filters import HonourFilter
from members.filters.common import has_one_branch
from members.forms import HonourForm
from members.models import Honour, Member
from members.tables import HonourTable
from members.views.rows import VoidStep

PERMISSION = "members.change_honour"


class HonourList(ListPage):
    """Honours of the members within reach, the latest first."""

    permission_required = "members.view_honour"
    queryset = Honour.objects.valid().select_related("member__branch")
    filterset_class = HonourFilter
    table_class = HonourTable
    template_name = "members/honours.html"

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out what says nothing, or leads nowhere."""
        idle = {"branch": has_one_branch(self.request), "edit": not self.request.user.has_perm(PERMISSION)}
        return {"exclude": tuple(name for name, is_idle in idle.items() if is_idle)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Offer to enter one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "may_change": self.request.user.has_perm(PERMISSION)}


class AddHonour(FormPage, PermittedMixin, CreateView[Honour, HonourForm]):
    """Noting an honour; the address may name whose."""

    permission_required = PERMISSION
    form_class = HonourForm
    title = "登记荣誉"
    saved = "荣誉已登记。"

    def get_initial(self) -> dict[str, Any]:
        """Choose the member that the address names; one out of reach is no choice of the form."""
        return {"member": self.request.GET.get("member")}

    def act(self, form: HonourForm) -> Honour:  # type: ignore[override]  # the form of this page
        """Note it."""
        values = form.values()
        return add_honour(by=self.actor, member=values.pop("member"), values=values)

    def back(self) -> str:
        """Lead to the list."""
        return reverse("members:honours")

    def after(self, result: Honour) -> str:  # type: ignore[override]  # what act returned
        """Show it where it counts: with the member."""
        return f"{result.member.get_absolute_url()}#honours"


class ChangeHonour(FormPage, ScopedMixin, UpdateView[Honour, HonourForm]):
    """Mending an honour."""

    permission_required = PERMISSION
    queryset = Honour.objects.valid().select_related("member__committee")
    form_class = HonourForm
    title = "修改荣誉"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name whose it is, and where it can be marked as an error."""
        void = reverse("members:honour_void", args=[self.object.pk])
        return super().get_context_data(**kwargs, about=self.object.member.name, void=void)

    def get_template_names(self) -> list[str]:
        """The form, with the way to void it."""
        return ["members/row_form.html"]

    def act(self, form: HonourForm) -> Honour:  # type: ignore[override]  # the form of this page
        """Mend it."""
        return change_honour(
            by=self.actor, honour=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the member."""
        member: Member = self.object.member
        return f"{member.get_absolute_url()}#honours"

    def after(self, result: Honour) -> str:  # type: ignore[override]  # noqa: ARG002  the member's page shows it
        """Lead there, too."""
        return self.back()


class VoidHonour(VoidStep):
    """An honour entered in error."""

    model = Honour
    permission_required = PERMISSION
    title = "作废这项荣誉"

    def act(self, form: Any) -> Honour:  # noqa: ANN401  the form of this page
        """Void."""
        return void_honour(by=self.actor, honour=self.row, **form.cleaned_data)
