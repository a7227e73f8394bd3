"""Requests to move: asked by a branch, decided by the committee."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, View
from django_tables2 import SingleTableMixin

from core.views import ActionMixin, PermittedMixin, ScopedMixin
from members.actions import decide_move_request, request_move, withdraw_move_request
from members.choices import RequestState
from members.forms import DecisionForm, RequestForm
from members.models import Member, MoveRequest
from members.tables import RequestTable

ROWS = 25
_STATES = [("", "全部"), *RequestState.choices]


class RequestList(ScopedMixin, SingleTableMixin, ListView[MoveRequest]):
    """Requests of the person's branches; for the committee's people those of all branches."""

    permission_required = "members.view_moverequest"
    queryset = MoveRequest.objects.select_related("member__branch", "to_branch", "requested_by")
    table_class = RequestTable
    template_name = "members/requests.html"
    paginate_by = ROWS

    @property
    def state(self) -> str:
        """The state that the address asks for; none for all."""
        asked = self.request.GET.get("state", "")
        return asked if asked in RequestState.values else ""

    def get_queryset(self) -> QuerySet[MoveRequest]:
        """Leave the state asked for."""
        rows: QuerySet[MoveRequest] = super().get_queryset()
        return rows.filter(state=self.state) if self.state else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Offer the states as links."""
        user = self.request.user
        perms_of = {
            "decide": user.has_perm("members.decide_moverequest"),
            "ask": user.has_perm("members.add_moverequest"),
        }
        return super().get_context_data(**kwargs, states=_STATES, state=self.state, perms_of=perms_of)


class AddRequest(ActionMixin, PermittedMixin, FormView[RequestForm]):
    """Asks for somebody whom another branch manages; the number comes in the body only."""

    permission_required = "members.add_moverequest"
    form_class = RequestForm
    template_name = "members/request_add.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the person whose branches it offers."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, form: Any) -> MoveRequest:  # noqa: ANN401  the form of this page
        """Ask."""
        return request_move(by=self.actor, **form.cleaned_data)

    def done(self, result: Model | None) -> HttpResponse:  # noqa: ARG002  the list shows it
        """Go to the list of requests."""
        messages.success(self.request, "调入申请已提交，等待党委审批。")
        return redirect("members:requests")


class DecideRequest(ActionMixin, PermittedMixin, FormView[DecisionForm]):
    """Yes or no to a pending request, with a word."""

    permission_required = "members.decide_moverequest"
    form_class = DecisionForm
    template_name = "members/request_decide.html"

    @cached_property
    def asked(self) -> MoveRequest:
        """The request of the address."""
        rows = MoveRequest.objects.select_related("member__branch", "to_branch", "requested_by")
        return rows.get_for(self.request.user, self.permission_required, pk=self.kwargs["pk"])

    def act(self, form: Any) -> MoveRequest:  # noqa: ANN401  the form of this page
        """Decide."""
        data = form.cleaned_data
        approve = data["decision"] == "approve"
        return decide_move_request(
            by=self.actor, request=self.asked, approve=approve, answer=data["answer"], on=data["on"]
        )

    def done(self, result: Model | None) -> HttpResponse:  # noqa: ARG002  the list shows it
        """Go back to the list."""
        messages.success(self.request, "已办理这份调入申请。")
        return redirect("members:requests")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Show the request; the person with a link only if they may be opened."""
        visible = Member.objects.visible_to(self.request.user).filter(pk=self.asked.member_id).exists()
        return super().get_context_data(**kwargs, asked=self.asked, may_open=visible)


class WithdrawRequest(PermittedMixin, View):
    """Takes a pending request back."""

    permission_required = "members.add_moverequest"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw, or say why not."""
        asked = MoveRequest.objects.get_for(request.user, self.permission_required, pk=pk)
        try:
            withdraw_move_request(by=self.actor, request=asked)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "申请已撤回。")
        return redirect("members:requests")
