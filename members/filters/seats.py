"""Filters above the page of offices."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from members.filters.common import branches
from members.models import Seat

NOW, PAST, ALL = "now", "past", "all"
Rows = QuerySet[Seat]


class SeatFilter(django_filters.FilterSet):
    """Offices by branch, those held now or those of the past."""

    branch = django_filters.ModelChoiceFilter(label="党支部", queryset=branches, empty_label="全部班子")
    state = django_filters.ChoiceFilter(
        label="任职", choices=[(PAST, "历任"), (ALL, "现任和历任")], method="by_state", empty_label="现任"
    )

    class Meta:
        model = Seat
        fields: tuple[str, ...] = ()

    def by_state(self, rows: Rows, _: str, state: str) -> Rows:
        """Those of the past, or all."""
        return rows.filter(ended_on__isnull=False) if state == PAST else rows

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Leave those held now where nothing else was asked for."""
        rows: Rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["state"] else rows.filter(ended_on__isnull=True)
