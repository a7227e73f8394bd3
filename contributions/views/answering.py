"""The steps of a suggestion, each on a page of its own or by one button."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from contributions.actions import (
    adopt_suggestion,
    answer_suggestion,
    carry_out_suggestion,
    forward_suggestion,
    reopen_suggestion,
    reveal_suggestion,
    take_up_suggestion,
    void_suggestion,
)
from contributions.choices import SuggestionState
from contributions.forms import CarryOutForm, ForwardForm, ReplyForm
from contributions.models import DECIDED, WAITING, Suggestion
from core.steps import StepPage, VoidForm, VoidPage
from core.views import PermittedMixin

WORK, DECIDE = "contributions.change_suggestion", "contributions.decide_suggestion"


class Step(StepPage):
    """Base of the steps that a suggestion must be ready for."""

    model = Suggestion
    states: ClassVar[Collection[str]]

    def get_template_names(self) -> list[str]:
        """Show the words that are answered."""
        return ["contributions/step.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add them."""
        return {**super().get_context_data(**kwargs), "suggestion": self.row, "about": ""}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Send those back who come too late, with a sentence that says why."""
        if self.row.state not in self.states:
            messages.warning(
                request, f"这条金点子现在是“{self.row.get_state_display()}”，不能再{self.title}。"
            )
            return redirect(self.row)
        return super().get(request, *args, **kwargs)


class TakeUp(PermittedMixin, View):
    """Saying that it is being looked into."""

    model = Suggestion
    permission_required = WORK
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it up, or say why not; its page shows either."""
        row = Suggestion.objects.valid().get_for(request.user, self.permission_required, pk=pk)
        try:
            take_up_suggestion(by=self.actor, suggestion=row)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "已开始研究，提交人凭查询码看得到。")
        return redirect(row)


class Adopt(Step):
    """Adopting it, with an answer."""

    states = WAITING
    form_class = ReplyForm
    permission_required = DECIDE
    title, button, saved = "采纳", "采纳并答复", "已采纳，提交人凭查询码看得到答复。"
    explanation = "写明采纳了什么、谁来办、大致什么时候能办好。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Adopt it."""
        return adopt_suggestion(by=self.actor, suggestion=self.row, **form.cleaned_data)


class Answer(Step):
    """Answering why it is not adopted."""

    states = WAITING
    form_class = ReplyForm
    permission_required = DECIDE
    title, button, saved = "答复（不采纳）", "答复", "已答复，提交人凭查询码看得到。"
    explanation = "不采纳也要说明理由，语气诚恳，能给出别的办法更好。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Answer it."""
        return answer_suggestion(by=self.actor, suggestion=self.row, **form.cleaned_data)


class CarryOut(Step):
    """Saying what was done."""

    states = (SuggestionState.ADOPTED,)
    form_class = CarryOutForm
    permission_required = WORK
    title, button, saved = "登记落实", "登记落实", "已登记落实，提交人凭查询码看得到。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Say it."""
        return carry_out_suggestion(by=self.actor, suggestion=self.row, **form.cleaned_data)


class Forward(StepPage):
    """Handing it on."""

    model = Suggestion
    form_class = ForwardForm
    permission_required = WORK
    title, button, saved = "转交", "确认转交", "已转交。"
    explanation = "转交后由新的支部或党委办理；支部把它转给党委以后，本支部就看不到它了。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Hand it on."""
        return forward_suggestion(by=self.actor, suggestion=self.row, **form.cleaned_data)

    def after(self, result: Any) -> str:  # noqa: ANN401  the one that was handed on
        """Lead to its page, or to the list where it is out of sight now."""
        visible = Suggestion.objects.visible_to(self.request.user).filter(pk=result.pk).exists()
        return self.back() if visible else reverse("contributions:suggestions")


class Reopen(Step):
    """Taking a decision back."""

    states = DECIDED
    form_class = VoidForm
    permission_required = DECIDE
    title, button, saved = "撤回答复", "确认撤回", "已撤回，重新等待答复。"
    explanation = "只在答复写错时使用：答复和落实情况会清空，回到“研究中”，提交人会看到这个变化。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Take it back."""
        return reopen_suggestion(by=self.actor, suggestion=self.row, reason=form.cleaned_data["reason"])


class Reveal(PermittedMixin, View):
    """Shows the telephone number in full, after the log has noted it."""

    model = Suggestion
    permission_required = "contributions.reveal_suggestion"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with the number alone to htmx, with a page of its own otherwise."""
        row = Suggestion.objects.valid().get_for(request.user, self.permission_required, pk=pk)
        context = {"suggestion": row, "value": reveal_suggestion(by=self.actor, suggestion=row)}
        part = "_revealed" if getattr(request, "htmx", False) else "revealed"
        return render(request, f"contributions/{part}.html", context)


class SuggestionVoid(VoidPage):
    """Taking out what was entered in error."""

    model = Suggestion
    permission_required = WORK

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_suggestion(by=self.actor, suggestion=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("contributions:suggestions")
