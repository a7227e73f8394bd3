"""Offices (班子): a page by body with what is vacant, and the forms."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.urls import reverse
from django.views.generic import CreateView, UpdateView
from django_filters.views import FilterView

from core.pages import FormPage
from core.views import PermittedMixin, ScopedMixin
from members.actions import add_seat, change_seat, end_seat, void_seat
from members.bodies import bodies_of
from members.filters import SeatFilter
from members.filters.seats import PAST
from members.forms import EndSeatForm, SeatForm
from members.models import Member, Seat
from members.views.rows import RowStep, VoidStep

PERMISSION = "members.change_seat"


class SeatList(ScopedMixin, FilterView):
    """Who holds which office, body by body."""

    permission_required = "members.view_seat"
    queryset = Seat.objects.valid().select_related("committee", "branch", "partnership", "member")
    filterset_class = SeatFilter
    template_name = "members/seats.html"

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:  # noqa: ANN401  as in the library
        """Filter also where nothing was asked."""
        return {**super().get_filterset_kwargs(filterset_class), "data": self.request.GET}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Put the seats together by body; tell what is vacant where those of now are shown."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form, user = context["filter"].form, self.actor
        seats = list(
            context["object_list"].order_by(F("branch__code").asc(nulls_first=True), "started_on", "pk")
        )
        branch = form.cleaned_data.get("branch")
        shows_now = form.cleaned_data.get("state") != PAST
        visible = Member.objects.visible_to(user).filter(seats__in=seats)
        changeable = Seat.objects.visible_to(user, PERMISSION).filter(pk__in=[seat.pk for seat in seats])
        context.update(
            bodies=bodies_of(user, seats, branch=branch, tells_vacancies=shows_now),
            visible=set(visible.values_list("pk", flat=True)),
            changeable=set(changeable.values_list("pk", flat=True)),
            may_change=user.has_perm(PERMISSION),
            shows_now=shows_now,
        )
        return context


class SeatForms(FormPage):
    """The forms lead back to the page of all bodies."""

    def back(self) -> str:
        """Lead there."""
        return reverse("members:seats")

    def after(self, result: object) -> str:  # noqa: ARG002  there is no page for one
        """Lead there."""
        return self.back()


class AddSeat(SeatForms, PermittedMixin, CreateView[Seat, SeatForm]):
    """Noting who took an office; the address may name the branch or the member."""

    permission_required = PERMISSION
    form_class = SeatForm
    title = "登记任职"
    saved = "任职已登记。"

    def get_initial(self) -> dict[str, Any]:
        """Choose what the address names; what is out of reach is no choice of the form."""
        return {
            name: self.request.GET[name] for name in ("branch", "member", "role") if name in self.request.GET
        }

    def act(self, form: SeatForm) -> Seat:  # type: ignore[override]  # the form of this page
        """Note it."""
        return add_seat(by=self.actor, committee=form.chosen_committee(), values=form.values())


class ChangeSeat(SeatForms, ScopedMixin, UpdateView[Seat, SeatForm]):
    """Mending an office."""

    permission_required = PERMISSION
    queryset = Seat.objects.valid().select_related("committee", "branch", "partnership", "member")
    form_class = SeatForm
    title = "修改任职"

    def get_template_names(self) -> list[str]:
        """The form, with the way to void it."""
        return ["members/row_form.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the body, and where the office can be marked as an error."""
        void = reverse("members:seat_void", args=[self.object.pk])
        return super().get_context_data(**kwargs, about=str(self.object.body), void=void)

    def act(self, form: SeatForm) -> Seat:  # type: ignore[override]  # the form of this page
        """Mend it."""
        return change_seat(by=self.actor, seat=form.instance, values=form.values(), revision=form.revision)


class EndSeat(SeatForms, RowStep):
    """Somebody leaves an office."""

    model = Seat
    permission_required = PERMISSION
    related = ("committee", "branch", "partnership", "member")
    form_class = EndSeatForm
    title = "办理卸任"
    button = "确认卸任"
    explanation = "任职记录会保留在“历任”里。"
    saved = "已登记卸任。"

    def act(self, form: Any) -> Seat:  # noqa: ANN401  the form of this page
        """End it."""
        return end_seat(by=self.actor, seat=self.row, **form.cleaned_data)


class VoidSeat(SeatForms, VoidStep):
    """An office entered in error."""

    model = Seat
    permission_required = PERMISSION
    related = ("committee", "branch", "partnership", "member")
    title = "作废这项任职"

    def act(self, form: Any) -> Seat:  # noqa: ANN401  the form of this page
        """Void."""
        return void_seat(by=self.actor, seat=self.row, **form.cleaned_data)
