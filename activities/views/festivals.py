"""Festivals: page, form."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from activities.actions import add_festival, change_festival, void_festival
from activities.counts import totals_of, with_people
from activities.forms import FestivalForm
from activities.models import Activity, Deal, Festival
from core.pages import FormPage
from core.records import VALID
from core.steps import VoidPage
from core.views import PermittedMixin, ScopedMixin

CHANGE = "activities.change_festival"


class FestivalDetail(ScopedMixin, DetailView[Festival]):
    """One festival: its activities, who came, what came of it."""

    queryset = Festival.objects.select_related("committee")
    permission_required = "activities.view_festival"
    template_name = "activities/festival.html"
    context_object_name = "festival"

    def get_queryset(self) -> QuerySet[Festival]:
        """What was entered in error has no page."""
        rows: Any = super().get_queryset()
        return rows.valid()  # type: ignore[no-any-return]  # of the same model

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what belongs to it, as far as the person may see it."""
        festival, by = self.object, self.actor
        gatherings = Activity.objects.visible_to(by).valid().filter(festival=festival)
        shown = with_people(gatherings).select_related("branch").order_by("held_on", "begins", "pk")
        deals = Deal.objects.visible_to(by).valid().filter(activity__in=gatherings)
        days = " 至 ".join(day.isoformat() for day in (festival.started_on, festival.ended_on) if day)
        return {
            **super().get_context_data(**kwargs),
            "facts": [("年份", festival.year), ("时间", days), ("主题", festival.theme)],
            "gatherings": shown,
            "totals": totals_of(gatherings),
            "deals": deals.select_related("buyer", "seller"),
            "may_change": by.has_perm(CHANGE, festival),
            "may_add": by.has_perm("activities.add_activity"),
        }


class FestivalAdd(FormPage, PermittedMixin, CreateView[Festival, FestivalForm]):
    """Entering a festival."""

    model = Festival
    form_class = FestivalForm
    permission_required = CHANGE
    title = "登记文化节"
    saved = "文化节已登记，可以把各场活动归到它下面。"

    def act(self, form: FestivalForm) -> Festival:  # type: ignore[override]  # the form of this page
        """Enter the festival."""
        return add_festival(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("activities:festivals")


class FestivalEdit(FormPage, ScopedMixin, UpdateView[Festival, FestivalForm]):
    """Changing a festival."""

    queryset = Festival.objects.filter(VALID).select_related("committee")
    form_class = FestivalForm
    permission_required = CHANGE
    title = "修改文化节"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lead to the page for what was entered in error."""
        void_link = reverse("activities:festival_void", args=[self.object.pk])
        return {**super().get_context_data(**kwargs), "void_link": void_link}

    def act(self, form: FestivalForm) -> Festival:  # type: ignore[override]  # the form of this page
        """Change the festival."""
        return change_festival(
            by=self.actor, festival=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the festival's page."""
        return reverse("activities:festival", args=[self.kwargs["pk"]])


class FestivalVoid(VoidPage):
    """A festival that was entered in error."""

    model = Festival
    permission_required = CHANGE

    def act(self, form: Any) -> Festival:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_festival(by=self.actor, festival=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("activities:festivals")
