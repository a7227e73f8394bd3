"""What the filters share: a box to search in, the branch, the time."""

from __future__ import annotations

from typing import Any, ClassVar

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
    is_branches: ClassVar[bool] = False
    """Every row belongs to a branch."""
    is_private: ClassVar[bool] = False
    """A branch sees its own rows only, and need not choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        own = [(str(b.pk), b.short_name) for b in Branch.objects.visible_to(self.request.user)]
        if len(own) == 1 and self.is_private:
            del self.filters["branch"]
        else:
            self.filters["branch"].extra["choices"] = [
                *own,
                *([] if self.is_branches else [(COMMITTEE, "党委")]),
            ]

    def by_branch(self, rows: QuerySet[Any], _: str, value: str) -> QuerySet[Any]:
        """Leave the records of one branch, or the committee's own."""
        return rows.filter(Q(branch__isnull=True) if value == COMMITTEE else Q(branch=int(value)))

    def by_period(self, rows: QuerySet[Any], _: str, period: PartialDate) -> QuerySet[Any]:
        """Leave the records of a year or a month."""
        return rows.filter(**{f"{self.day}__range": (period.earliest, period.latest)})


def branch_filter(label: str = "党支部") -> django_filters.ChoiceFilter:
    """Return the filter by branch; its choices are filled for the person."""
    return django_filters.ChoiceFilter(label=label, method="by_branch", empty_label="全部")
