"""Closing a month, and opening it again: each a page of its own that says first what it does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.pages import FormPage
from core.periods import Month
from core.views import PermittedMixin
from reports.actions import close_month, reopen_month
from reports.closing import CLOSE, Readiness, readiness
from reports.forms.closing import CloseForm, ReopenForm
from reports.models import MonthlyReport
from reports.views.committee import CommitteeMixin


class CloseView(CommitteeMixin, FormPage, FormView[CloseForm]):
    """What closing does, what is still missing, and the button."""

    permission_required = CLOSE
    form_class = CloseForm
    button = "结账"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Lead back with the sentence where the month cannot be closed at all."""
        if self.has_permission() and self.ready.problem:
            messages.error(request, self.ready.problem)
            return HttpResponseRedirect(self.back())
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """Say more than a form."""
        return ["reports/close.html"]

    @property
    def month(self) -> Month:
        """The month of the address."""
        month: Month = self.kwargs["month"]
        return month

    @cached_property
    def ready(self) -> Readiness:
        """What stands in the way."""
        return readiness(self.committee, self.month)

    @property
    def title(self) -> str:  # type: ignore[override]  # the month is not known to the class
        """What is closed."""
        return f"{self.month.title}结账"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whether it must ask why."""
        return {**super().get_form_kwargs(), "row": self.ready}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what is missing."""
        return super().get_context_data(**kwargs, month=self.month, ready=self.ready)

    def back(self) -> str:
        """Lead to the month's page."""
        return reverse("reports:month", args=[self.month]) + self.kept

    def act(self, form: Any) -> MonthlyReport:  # noqa: ANN401  the form of this page
        """Close it."""
        reason = form.cleaned_data.get("reason", "")
        return close_month(by=self.actor, committee=self.committee, month=self.month, reason=reason)

    def done(self, result: Any) -> HttpResponse:  # noqa: ANN401  the closing
        """Say what has become fixed."""
        messages.success(
            self.request,
            f"{self.month.title}已结账，存为第{result.revision}版，校验码 {result.code}。以后导出的都是这一版。",
        )
        return HttpResponseRedirect(self.back())


class ReopenView(PermittedMixin, FormPage, FormView[ReopenForm]):
    """What opening again does, and why it is done."""

    permission_required = CLOSE
    model = MonthlyReport
    form_class = ReopenForm
    button = "重新打开"
    explanation = (
        "重新打开后可以更正登记、修改支部月报和月报文字，再结账时存为新的一版；这一版连同校验码原样保留。"
        "再次结账之前，导出的月报会注明“未结账”。以后月份已经结账的，其中的“上月”一栏不会跟着变。"
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Lead back where it is open already."""
        if self.has_permission() and not self.closed.is_standing:
            messages.error(request, f"{self.closed}已经重新打开，不必再打开一次。")
            return HttpResponseRedirect(self.back())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def closed(self) -> MonthlyReport:
        """The closing of the address; 404 for one that is missing or foreign."""
        closings = MonthlyReport.objects.select_related("committee").defer("content", "appendix")
        return closings.get_for(self.actor, self.permission_required, pk=self.kwargs["pk"])

    @property
    def title(self) -> str:  # type: ignore[override]  # the month is not known to the class
        """What is opened."""
        return f"重新打开{self.closed.month.title}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which closing it is about."""
        return {**super().get_form_kwargs(), "row": self.closed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the committee and the revision beside the title."""
        about = f"{self.closed.committee.name}　第{self.closed.revision}版"
        return super().get_context_data(**kwargs, about=about)

    def back(self) -> str:
        """Lead to the month's page."""
        address = reverse("reports:month", args=[self.closed.month])
        return f"{address}?committee={self.closed.committee_id}"

    def act(self, form: Any) -> MonthlyReport:  # noqa: ANN401  the form of this page
        """Open it again."""
        return reopen_month(by=self.actor, report=self.closed, reason=form.cleaned_data["reason"])

    def done(self, result: Any) -> HttpResponse:  # noqa: ANN401  the closing
        """Say what that means."""
        messages.success(
            self.request, f"{result}已重新打开。改完后请再结账；在那之前，导出的月报会注明“未结账”。"
        )
        return HttpResponseRedirect(self.back())
