"""What the lists of stations can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.models import Branch
from core.texts import clean_line
from stations.models import (
    IncubatedOrganisation,
    IncubatedQuerySet,
    IncubationState,
    OrganisationKind,
    Station,
    StationKind,
)
from stations.tables import OWN

COMMITTEES_OWN = "none"
CLOSED, ALL = "closed", "all"
IDLE = "idle"


def _search_box(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


def _branch_choices(filters: Any) -> list[tuple[str, str]]:  # noqa: ANN401  a FilterSet
    branches = Branch.objects.visible_to(filters.request.user)
    return [*((str(b.pk), b.short_name) for b in branches), (COMMITTEES_OWN, OWN)]


class StationFilter(django_filters.FilterSet):
    """Stations by name, kind and branch; those closed only if asked for."""

    q = django_filters.CharFilter(
        label="名称", method="search", widget=_search_box("名称、地点、企业或负责人")
    )
    kind = django_filters.ChoiceFilter(label="类别", choices=StationKind.choices, empty_label="全部")
    branch = django_filters.ChoiceFilter(label="负责支部", method="by_branch", empty_label="全部")
    activity = django_filters.ChoiceFilter(
        label="本月活动", method="by_activity", choices=((IDLE, "尚未开展"),), empty_label="全部"
    )
    state = django_filters.ChoiceFilter(
        label="状态", method="skip", choices=((CLOSED, "已停用"), (ALL, "全部")), empty_label="开放中"
    )

    class Meta:
        model = Station
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.filters["branch"].extra["choices"] = _branch_choices(self)

    def search(self, rows: QuerySet[Station], name: str, value: str) -> QuerySet[Station]:  # noqa: ARG002  as in django-filter
        """Leave stations that hold the text in their name, place, host or keeper."""
        text = clean_line(value)
        return rows.filter(
            Q(name__icontains=text)
            | Q(place__icontains=text)
            | Q(host__name__icontains=text)
            | Q(keeper__icontains=text)
        )

    def by_branch(self, rows: QuerySet[Station], name: str, value: str) -> QuerySet[Station]:  # noqa: ARG002  as in django-filter
        """Leave the stations of one branch, or those that the committee keeps itself."""
        return rows.filter(branch__isnull=True) if value == COMMITTEES_OWN else rows.filter(branch=int(value))

    def by_activity(self, rows: Any, name: str, value: str) -> Any:  # noqa: ANN401, ARG002  counted rows
        """Leave those that have held nothing this month."""
        return rows.filter(held=0)

    def skip(self, rows: QuerySet[Station], name: str, value: str) -> QuerySet[Station]:  # noqa: ARG002  as in django-filter
        """Wait for :meth:`filter_queryset`, which also knows the case that nothing was chosen."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Station]) -> QuerySet[Station]:
        """Leave those of the chosen state."""
        rows: QuerySet[Station] = super().filter_queryset(queryset)
        state, today = self.form.cleaned_data["state"], timezone.localdate()
        if state == ALL:
            return rows
        if state == CLOSED:
            return rows.filter(closed_on__lte=today)
        return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))


class OrganisationFilter(django_filters.FilterSet):
    """Incubated organisations by name, kind, station and how far they have come."""

    q = django_filters.CharFilter(label="名称", method="search", widget=_search_box("名称或企业"))
    kind = django_filters.ChoiceFilter(label="类别", choices=OrganisationKind.choices, empty_label="全部")
    station = django_filters.ModelChoiceFilter(
        label="驿站或阵地",
        queryset=lambda request: Station.objects.visible_to(request.user).valid().order_by("kind", "name"),
        empty_label="全部",
    )
    state = django_filters.ChoiceFilter(
        label="进展", method="by_state", choices=IncubationState.choices, empty_label="全部"
    )

    class Meta:
        model = IncubatedOrganisation
        fields = ()

    def search(self, rows: IncubatedQuerySet, name: str, value: str) -> IncubatedQuerySet:  # noqa: ARG002  as in django-filter
        """Leave organisations that hold the text in their name or that of their enterprise."""
        text = clean_line(value)
        return rows.filter(Q(name__icontains=text) | Q(enterprise__name__icontains=text))

    def by_state(self, rows: IncubatedQuerySet, name: str, value: str) -> IncubatedQuerySet:  # noqa: ARG002  as in django-filter
        """Leave those that have come so far."""
        return rows.in_state(value)
