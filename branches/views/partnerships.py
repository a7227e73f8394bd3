"""Partnerships with committees of other places: list and form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, ListView, UpdateView
from django_tables2 import SingleTableMixin

from branches.actions import add_partnership, change_partnership
from branches.forms import PartnershipForm
from branches.models import Partnership
from branches.tables import PartnershipTable
from branches.views.requests import actor_of
from core.pages import FormPage
from core.views import PermittedMixin, ScopedMixin


class PartnershipList(ScopedMixin, SingleTableMixin, ListView[Partnership]):
    """All partnerships, the latest first."""

    model = Partnership
    permission_required = "branches.view_partnership"
    table_class = PartnershipTable
    template_name = "branches/partnerships.html"

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out the way to the form for those who may not change anything."""
        may_change = self.request.user.has_perm("branches.change_partnership")
        return {} if may_change else {"exclude": ("edit",)}


class PartnershipForms(FormPage):
    """Both forms lead back to the list."""

    def back(self) -> str:
        """Lead to the list."""
        return reverse("branches:partnerships")

    def after(self, result: object) -> str:  # noqa: ARG002  there is no page for one
        """Lead to the list."""
        return self.back()


class PartnershipAdd(PartnershipForms, PermittedMixin, CreateView[Partnership, PartnershipForm]):
    """Noting a partnership."""

    model = Partnership
    form_class = PartnershipForm
    permission_required = "branches.change_partnership"
    title = "登记党建共建"
    saved = "党建共建已登记。"

    def act(self, form: PartnershipForm) -> Partnership:  # type: ignore[override]  # the form of this page
        """Note the partnership."""
        return add_partnership(
            by=actor_of(self.request), committee=form.chosen_committee(), values=form.values()
        )


class PartnershipEdit(PartnershipForms, ScopedMixin, UpdateView[Partnership, PartnershipForm]):
    """Changing or ending a partnership."""

    model = Partnership
    form_class = PartnershipForm
    permission_required = "branches.change_partnership"
    title = "修改党建共建"

    def act(self, form: PartnershipForm) -> Partnership:  # type: ignore[override]  # the form of this page
        """Change the partnership."""
        return change_partnership(by=actor_of(self.request), partnership=form.instance, values=form.values())
