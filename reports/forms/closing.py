"""Forms that close a month and open it again."""

from __future__ import annotations

from django import forms

from core.steps import StepForm
from reports.actions.closing import REASON

REASON_LENGTH = 500


def _reason(label: str, example: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=REASON,
        max_length=REASON_LENGTH,
        help_text=f"{example}会记入审计日志，并随这一版保存。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(StepForm):
    """Asks why only where something is missing; ``row`` is the month's readiness."""

    reason = _reason("为什么现在就结账", "至少 5 个字，如：第三支部书记出差，月报下周补审。")

    def narrow_choices(self) -> None:
        """A month that is ready needs no reason."""
        if self.row.can_close:
            del self.fields["reason"]


class ReopenForm(StepForm):
    """Why a closed month is opened again; ``row`` is the closing."""

    reason = _reason("为什么重新打开", "至少 5 个字，如：补登一名 12 月流入的党员。")
