"""What the filters share: a box to search in, the branch, the time."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from branches.models import Branch
from core.partial_dates import PartialDate

COMMITTEE = "committee"


def search_box(placeholder: str) -> forms.TextInput:
    """A box for words, with what may be looked for in it."""
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


class RecordFilter(django_filters.FilterSet):
    """Records by branch; those of the committee itself are a choice of their own."""

    day: str
    """The field that a period is about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        branches = Branch.objects.visible_to(self.request.user)
        own = [(str(branch.pk), branch.short_name) for branch in branches]
        if "branch" in self.filters:
            self.filters["branch"].extra["choices"] = [*own, (COMMITTEE, "党委")]

    def by_branch(self, rows: QuerySet[Any], _: str, value: str) -> QuerySet[Any]:
        """Leave the records of one branch, or the committee's own."""
        return rows.filter(Q(branch__isnull=True) if value == COMMITTEE else Q(branch=int(value)))

    def by_period(self, rows: QuerySet[Any], _: str, period: PartialDate) -> QuerySet[Any]:
        """Leave the records of a year or a month."""
        return rows.filter(**{f"{self.day}__range": (period.earliest, period.latest)})


def branch_filter(label: str = "党支部") -> django_filters.ChoiceFilter:
    """Return the filter by branch; its choices are filled for the person."""
    return django_filters.ChoiceFilter(label=label, method="by_branch", empty_label="全部")
