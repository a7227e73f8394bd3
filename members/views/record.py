"""Registering a member and editing the record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from audit.trail import record_view
from branches.models import Committee
from core.views import ActionMixin, PermittedMixin
from members.actions import TAKEN_ELSEWHERE, TAKEN_HERE, edit_member, register_member
from members.duplicates import Lookalikes, lookalikes_of, same_person
from members.forms import EditForm, RegisterForm
from members.models import Member


class RegisterMember(ActionMixin, PermittedMixin, FormView[RegisterForm]):
    """A new member. The same ID number is the same person; people who look the same are asked about first."""

    permission_required = "members.add_member"
    form_class = RegisterForm
    template_name = "members/register.html"
    lookalikes = Lookalikes((), 0)
    committee: Committee
    record: dict[str, Any]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the person whose choices it offers."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  the form of this page
        """Ask before somebody is entered who looks like a known member; otherwise register."""
        self.committee, self.record = form.cleaned_data["branch"].committee, form.record()
        if not form.cleaned_data["is_other_person"] and self._must_ask():
            return self.form_invalid(form)
        return super().form_valid(form)

    def _must_ask(self) -> bool:
        if same_person(self.committee, self.record["national_id"]) is not None:
            return False
        self.lookalikes = lookalikes_of(self.record, committee=self.committee, by=self.actor)
        return bool(self.lookalikes)

    def act(self, form: Any) -> Member:  # noqa: ANN401  the form of this page
        """Register."""
        data = form.cleaned_data
        return register_member(
            by=self.actor, branch=data["branch"], started_on=data["started_on"], values=form.values()
        )

    def done(self, result: Model | None) -> HttpResponse:
        """Go to the new member's page."""
        messages.success(self.request, f"已登记 {result}。")
        return redirect("members:member", pk=result.pk if result else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell who is known already: with a link if the person may see them, else with the offer to ask for them."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if form.has_error("national_id", TAKEN_HERE):
            context["known"] = same_person(self.committee, self.record["national_id"])
        if form.has_error("national_id", TAKEN_ELSEWHERE):
            context["asked_for"] = {**self.record, "branch": form.cleaned_data["branch"]}
        context["lookalikes"] = self.lookalikes
        return context


class EditMember(ActionMixin, PermittedMixin, FormView[EditForm]):
    """The record of one member; opening it is recorded like opening the page."""

    permission_required = "members.change_member"
    form_class = EditForm
    template_name = "members/edit.html"

    @cached_property
    def member(self) -> Member:
        """The member of the address."""
        rows = Member.objects.select_related("committee", "branch", "enterprise")
        return rows.get_for(self.request.user, self.permission_required, pk=self.kwargs["pk"])

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the form and leave the trace."""
        response = super().get(*args, **kwargs)
        record_view(by=self.actor, obj=self.member)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the member and the person."""
        return {**super().get_form_kwargs(), "user": self.request.user, "member": self.member}

    def act(self, form: Any) -> Member:  # noqa: ANN401  the form of this page
        """Store what was typed."""
        revision = form.cleaned_data["revision"]
        return edit_member(by=self.actor, member=self.member, values=form.values(), revision=revision)

    def done(self, result: Model | None) -> HttpResponse:
        """Go back to the member's page."""
        messages.success(self.request, f"{result} 的资料已保存。")
        return redirect(self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the member."""
        return super().get_context_data(**kwargs, member=self.member)
