"""Forms about rows that hang on a member: short steps, and the choice of the member."""

from __future__ import annotations

from typing import Any

from django import forms

from core.scope import Actor
from members.forms.steps import StepForm
from members.models import Member, MemberQuerySet


class RowStepForm(StepForm):
    """Base of a short form about one row, for somebody."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper.disable_csrf = True


class ReasonForm(RowStepForm):
    """Why something is voided, sent back or given up."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class SureForm(RowStepForm):
    """Nothing to fill in: the page says what will happen."""


class MemberField(forms.ModelChoiceField[Member]):
    """A choice among members, told with their branches, in the order of their names."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(queryset=Member.objects.none(), label="流动党员", **kwargs)

    def label_from_instance(self, obj: Member) -> str:
        """Name and branch: people of one name are told apart."""
        return f"{obj.name}（{obj.branch.short_name}）"

    def offer(self, rows: MemberQuerySet) -> None:
        """Offer ``rows``, without reading what is encrypted."""
        self.queryset = rows.select_related("branch").only("name", "name_pinyin", "branch__short_name")
