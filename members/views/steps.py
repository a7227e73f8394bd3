"""The steps in a member's time with a branch: moved, ended, taken back, contacted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.views import ActionMixin, PermittedMixin
from members.actions import (
    end_enrolment,
    log_contact,
    move_member,
    reenrol_member,
)
from members.choices import Departure
from members.forms import (
    ContactForm,
    EndForm,
    MoveForm,
    ReenrolForm,
    StepForm,
)
from members.models import Member


class Step(ActionMixin, PermittedMixin, FormView[StepForm]):
    """Base: a short form about the member of the address, and back to the member's page."""

    template_name = "members/step.html"
    title: ClassVar[str]
    button: ClassVar[str]
    explanation: ClassVar[str] = ""
    success: ClassVar[str]
    needs_member: ClassVar[bool] = False

    @cached_property
    def member(self) -> Member:
        """The member of the address, if this step may be taken with them."""
        rows = Member.objects.select_related("committee", "branch")
        return rows.get_for(self.request.user, self.permission_required, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the member and the person to forms whose choices depend on them."""
        extra = {"user": self.request.user, "member": self.member} if self.needs_member else {}
        return {**super().get_form_kwargs(), **extra}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the step and the member."""
        words = {"title": self.title, "button": self.button, "explanation": self.explanation}
        return super().get_context_data(**kwargs, **words, member=self.member)

    def done(self, result: Model | None) -> HttpResponse:  # noqa: ARG002  the member's page shows it
        """Say it and go back."""
        messages.success(self.request, self.success.format(name=self.member.name))
        return redirect(self.member)


class MoveMember(Step):
    """To another branch of the committee."""

    permission_required = "members.move_member"
    form_class = MoveForm
    needs_member = True
    title, button = "调整支部", "确认调整"
    explanation = "原支部的在册记录在调整日期结束，去向为“调整支部”；从同一天起由调入支部管理。"
    success = "{name} 已调整支部。"

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Move."""
        return move_member(by=self.actor, member=self.member, **form.cleaned_data)


class EndEnrolment(Step):
    """Out of the register."""

    permission_required = "members.end_enrolment"
    form_class = EndForm
    title, button = "结束管理", "确认结束"
    explanation = "结束后不再计入在册人数，资料和历史都会保留；以后回来可以重新登记。"
    success = "{name} 已结束管理。"

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """End."""
        return end_enrolment(by=self.actor, member=self.member, **form.cleaned_data)


class ReenrolMember(Step):
    """Back into the register."""

    permission_required = "members.add_member"
    form_class = ReenrolForm
    needs_member = True
    title, button = "重新登记", "确认登记"
    explanation = "此人曾经在册。重新登记会新增一段在册记录，以前的记录不变。"
    success = "{name} 已重新登记。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Ask to think twice about somebody whose formal membership has come to the park."""
        context = super().get_context_data(**kwargs)
        last = self.member.enrolments.order_by("-started_on", "-pk").first()
        if last is not None and last.outcome == Departure.SETTLED:
            words = "此人的组织关系已经转入园区。只有组织关系又转到园区以外、本人仍在园区务工的，才重新登记为流动党员。"
            context["explanation"] = words
        return context

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Take back."""
        return reenrol_member(by=self.actor, member=self.member, **form.cleaned_data)


class AddContact(Step):
    """A contact with the member."""

    permission_required = "members.add_contact"
    form_class = ContactForm
    title, button = "记录联系", "保存"
    success = "已记录与 {name} 的联系。"

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Note it."""
        return log_contact(by=self.actor, member=self.member, **form.cleaned_data)

    def done(self, result: Model | None) -> HttpResponse:
        """Go back to the list of those who wait, where the person came from there."""
        if self.request.GET.get("back") != "contacts":
            return super().done(result)
        messages.success(self.request, self.success.format(name=self.member.name))
        return redirect("members:contacts")
