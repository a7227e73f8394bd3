"""Filter of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django import forms

from audit.directory import kind_names
from audit.models import AuditEntry, Outcome, Verb


class DayInput(forms.DateInput):
    """The browser's own calendar; without one, a text field that takes 2024-07-01."""

    input_type = "date"


class EntryFilter(filters.FilterSet):
    """By time, actor, verb, branch, object and outcome."""

    since = filters.DateFilter(label="从", field_name="at", lookup_expr="date__gte", widget=DayInput)
    until = filters.DateFilter(label="到", field_name="at", lookup_expr="date__lte", widget=DayInput)
    actor = filters.CharFilter(label="操作人", field_name="actor_name", lookup_expr="icontains")
    verb = filters.ChoiceFilter(label="操作", choices=Verb.choices, empty_label="全部")
    branch = filters.ChoiceFilter(label="党支部", field_name="branch_key", empty_label="全部")
    outcome = filters.ChoiceFilter(label="结果", choices=Outcome.choices, empty_label="全部")
    kind = filters.ChoiceFilter(label="对象类型", field_name="object_kind", empty_label="全部")
    words = filters.CharFilter(label="对象", field_name="object_words", lookup_expr="icontains")
    key = filters.NumberFilter(field_name="object_key", widget=forms.HiddenInput)

    class Meta:
        model = AuditEntry
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as in django-filter
        branches: Mapping[int, str] | None = None,
        **kwargs: Any,  # noqa: ANN401  as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.filters["branch"].extra["choices"] = list((branches or {}).items())
        self.filters["kind"].extra["choices"] = list(kind_names().items())
