"""The steps of a ticket: for each a short form, and back to the ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.views import ActionMixin, PermittedMixin
from services import actions
from services.choices import Step
from services.forms import (
    AcceptForm,
    ArchiveForm,
    AssignForm,
    CallForm,
    ForwardForm,
    NoteForm,
    ReasonForm,
    ReturnForm,
    SolveForm,
    TicketStepForm,
    WorkForm,
)
from services.models import Ticket
from services.steps import ASSIGN, WORK, why_not

PATHS: dict[Step, str] = {step: f"services:ticket_{step.value}" for step in Step if step != Step.HAND_IN}
"""The name of each step's address."""
FIRST = frozenset({Step.ACCEPT, Step.SOLVE, Step.ARCHIVE})
"""What a ticket is waiting for: these buttons stand out."""


class TakeStep(ActionMixin, PermittedMixin, FormView[TicketStepForm]):
    """Base: a short form about the ticket of the address, beside what the ticket says."""

    template_name = "services/step.html"
    permission_required = WORK
    step: ClassVar[Step]
    take: Callable[..., Ticket]
    explanation: ClassVar[str] = ""

    @cached_property
    def ticket(self) -> Ticket:
        """The ticket of the address, if this step may be taken with it."""
        rows = Ticket.objects.valid().select_related("committee", "branch", "member", "assignee")
        return rows.get_for(self.request.user, self.permission_required, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Send those back who come too late, with the sentence that says why."""
        if request.user.has_perm(self.permission_required) and request.method == "GET":
            refusal = (
                "工单已标记为登记有误。" if self.ticket.voided_at else why_not(self.step, self.ticket.state)
            )
            if refusal:
                messages.warning(request, refusal)
                return redirect(self.ticket)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the ticket and the person to the form."""
        return {**super().get_form_kwargs(), "by": self.actor, "row": self.ticket}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the step and the ticket."""
        words = {"title": self.step.label, "explanation": self.explanation}
        return super().get_context_data(**kwargs, **words, ticket=self.ticket)

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Take the step: its form's values are called like the arguments of its action."""
        return self.take(by=self.actor, ticket=self.ticket, **form.values())

    def done(self, result: Model | None) -> HttpResponse:
        """Say it and go back; where the ticket has gone out of reach, to the list."""
        messages.success(self.request, f"工单 {self.ticket.number}：{self.step.label}，已记录。")
        if result is None or not Ticket.objects.visible_to(self.actor).filter(pk=result.pk).exists():
            return redirect("services:tickets")
        return redirect("services:ticket", pk=result.pk)


class AcceptTicket(TakeStep):
    """受理."""

    step, form_class = Step.ACCEPT, AcceptForm
    take = staticmethod(actions.accept_ticket)
    explanation = (
        "受理以后按类别和紧急程度定下办理期限，从下一个工作日数起；以后改期限表或节假日，不影响已受理的工单。"
    )


class AssignTicket(TakeStep):
    """指派."""

    step, form_class, permission_required = Step.ASSIGN, AssignForm, ASSIGN
    take = staticmethod(actions.assign_ticket)


class ForwardTicket(TakeStep):
    """转办."""

    step, form_class = Step.FORWARD, ForwardForm
    take = staticmethod(actions.forward_ticket)
    explanation = "办理期限不变，承办人清空，由接手的一方重新安排。"


class WorkOnTicket(TakeStep):
    """办理."""

    step, form_class = Step.WORK, WorkForm
    take = staticmethod(actions.work_on_ticket)


class SolveTicket(TakeStep):
    """解决."""

    step, form_class = Step.SOLVE, SolveForm
    take = staticmethod(actions.solve_ticket)


class ReopenTicket(TakeStep):
    """重新办理."""

    step, form_class = Step.REOPEN, ReasonForm
    take = staticmethod(actions.reopen_ticket)
    explanation = "重新办理的期限从今天起计算；已有的评价留在办理记录里，不再计入满意度。"


class RateTicket(TakeStep):
    """回访: what the person says on the telephone."""

    step, form_class, permission_required = Step.RATE, CallForm, ASSIGN
    take = staticmethod(actions.rate_ticket)
    explanation = "求助人没有自己评价的，可以电话回访后在这里代为记录。"


class ArchiveTicket(TakeStep):
    """归档."""

    step, form_class = Step.ARCHIVE, ArchiveForm
    take = staticmethod(actions.archive_ticket)
    explanation = "归档以后不再改动；求助人还没有评价的，也不能再评价。"


class ReturnTicket(TakeStep):
    """退回."""

    step, form_class = Step.RETURN, ReturnForm
    take = staticmethod(actions.return_ticket)


class WithdrawTicket(TakeStep):
    """撤销."""

    step, form_class = Step.WITHDRAW, ReasonForm
    take = staticmethod(actions.withdraw_ticket)


class NoteOnTicket(TakeStep):
    """备注."""

    step, form_class = Step.NOTE, NoteForm
    take = staticmethod(actions.note_on_ticket)
