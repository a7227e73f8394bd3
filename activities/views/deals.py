"""Deals: forms; there is no page for one, the list shows all that is known."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from activities.actions import add_deal, change_deal, void_deal
from activities.asked import number_of
from activities.forms import DealForm
from activities.models import Activity, Deal
from core.pages import FormPage
from core.records import VALID
from core.steps import VoidPage
from core.views import PermittedMixin, ScopedMixin

CHANGE = "activities.change_deal"


class DealAdd(FormPage, PermittedMixin, CreateView[Deal, DealForm]):
    """Entering a deal; ``?activity=3`` says of which activity it came."""

    model = Deal
    form_class = DealForm
    permission_required = CHANGE
    title = "登记合作订单"
    saved = "合作订单已登记。"

    def get_initial(self) -> dict[str, Any]:
        """Take the activity and its day from the address."""
        activity = self._activity()
        if activity is None:
            return {}
        return {"activity": activity.pk, "signed_on": activity.held_on, "branch": activity.branch_id}

    def _activity(self) -> Activity | None:
        """Return the activity of the address, if the person may see it."""
        number = number_of(self.request.GET.get("activity"))
        seen = Activity.objects.visible_to(self.actor).valid()
        return None if number is None else seen.filter(pk=number).first()

    def act(self, form: DealForm) -> Deal:  # type: ignore[override]  # the form of this page
        """Enter the deal."""
        return add_deal(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the activity where one came from, or to the list."""
        activity = self._activity()
        return activity.get_absolute_url() if activity else reverse("activities:deals")

    def after(self, result: Model) -> str:  # noqa: ARG002  it has no page of its own
        """Lead back."""
        return self.back()


class DealEdit(FormPage, ScopedMixin, UpdateView[Deal, DealForm]):
    """Changing a deal."""

    queryset = Deal.objects.filter(VALID).select_related("committee", "branch")
    form_class = DealForm
    permission_required = CHANGE
    title = "修改合作订单"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lead to the page for what was entered in error."""
        void_link = reverse("activities:deal_void", args=[self.object.pk])
        return {**super().get_context_data(**kwargs), "void_link": void_link}

    def act(self, form: DealForm) -> Deal:  # type: ignore[override]  # the form of this page
        """Change the deal."""
        return change_deal(by=self.actor, deal=form.instance, values=form.values(), revision=form.revision)

    def back(self) -> str:
        """Lead to the list."""
        return reverse("activities:deals")

    def after(self, result: Model) -> str:  # noqa: ARG002  it has no page of its own
        """Lead to the list."""
        return self.back()


class DealVoid(VoidPage):
    """A deal that was entered in error."""

    model = Deal
    permission_required = CHANGE

    def act(self, form: Any) -> Deal:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_deal(by=self.actor, deal=self.row, reason=form.cleaned_data["reason"])

    def back(self) -> str:
        """Lead to the list."""
        return reverse("activities:deals")

    def back_to(self) -> str:
        """Lead to the list."""
        return self.back()
