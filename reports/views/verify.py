"""Pages without an account: whether a printed report is what its month was closed with."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from accounts.public import GuardedMixin
from core.limits import Limit
from reports.forms.verify import NO_CODE, VerifyForm
from reports.models import MonthlyReport
from reports.months.verification import Verification

GUESSES = Limit("reports.verify.guess", 15, 900)
"""Codes that led nowhere, from one address."""


class VerifyView(GuardedMixin, FormView[VerifyForm]):
    """Where the code is typed; it travels in the body, and the answer to each wrong one is the same."""

    model = MonthlyReport
    limit = Limit("reports.verify", 20, 600)
    guesses = GUESSES
    form_class = VerifyForm
    template_name = "reports/verify.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401  the form of this page
        """Lead to the report of the code, or say that there is none."""
        found = self.find("code", form.cleaned_data["code"])
        if isinstance(found, MonthlyReport):
            return redirect("reports:verified", code=found.code)
        form.add_error("code", NO_CODE)
        return self.form_invalid(form)


class VerifiedView(GuardedMixin, TemplateView):
    """Whose report the code stands on, whether it is the latest, and its main numbers. Nobody's name stands here."""

    model = MonthlyReport
    limit = Limit("reports.verified", 30, 600)
    guesses = GUESSES
    template_name = "reports/verified.html"

    def rows(self) -> QuerySet[Any]:
        """Find the committee with it."""
        return super().rows().select_related("committee")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the report says."""
        return super().get_context_data(**kwargs, found=Verification(self.row))

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the same; there is nothing to send here."""
        return self.get(*args, **kwargs)
