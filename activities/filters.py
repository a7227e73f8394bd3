"""What the lists of the room can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from activities.models import Activity, ActivityKind, ActivityState, Deal, Festival
from branches.models import Branch
from core.partial_dates import PartialDate
from core.texts import clean_line
from members.filters.people import PeriodFilter
from stations.models import Station

COMMITTEES_OWN = "none"
OWN = "党委主办"


def _search_box(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


def _branch_choices(request: HttpRequest, own: str) -> list[tuple[str, str]]:
    branches = Branch.objects.visible_to(request.user)
    return [*((str(branch.pk), branch.short_name) for branch in branches), (COMMITTEES_OWN, own)]


def _stations(request: HttpRequest) -> QuerySet[Station]:
    return Station.objects.visible_to(request.user).valid().only("name").order_by("-kind", "name")


def _festivals(request: HttpRequest) -> QuerySet[Festival]:
    return Festival.objects.visible_to(request.user).valid().only("name")


class ActivityFilter(django_filters.FilterSet):
    """Activities by name, time, kind, state, organiser, station and festival."""

    q = django_filters.CharFilter(label="名称", method="search", widget=_search_box("名称、地点或组织者"))
    month = PeriodFilter(label="年月", method="by_month")
    kind = django_filters.ChoiceFilter(label="类别", choices=ActivityKind.choices, empty_label="全部")
    branch = django_filters.ChoiceFilter(label="主办", method="by_branch", empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=ActivityState.choices, empty_label="全部")
    station = django_filters.ModelChoiceFilter(label="驿站或阵地", queryset=_stations, empty_label="全部")
    festival = django_filters.ModelChoiceFilter(label="文化节", queryset=_festivals, empty_label="全部")

    class Meta:
        model = Activity
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.filters["branch"].extra["choices"] = _branch_choices(self.request, OWN)
        self.form.fields["month"].widget.attrs.update(placeholder="如 2024 或 2024-12", autocomplete="off")

    def search(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:  # noqa: ARG002  as in django-filter
        """Leave activities that hold the text in their name, place or organiser."""
        text = clean_line(value)
        return rows.filter(Q(title__icontains=text) | Q(place__icontains=text) | Q(organiser__icontains=text))

    def by_month(self, rows: QuerySet[Activity], name: str, value: PartialDate) -> QuerySet[Activity]:  # noqa: ARG002  as in django-filter
        """Leave the activities of a month or a year."""
        return rows.filter(held_on__range=(value.earliest, value.latest))

    def by_branch(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:  # noqa: ARG002  as in django-filter
        """Leave the activities of one branch, or the committee's own."""
        return rows.filter(branch__isnull=True) if value == COMMITTEES_OWN else rows.filter(branch=int(value))


class DealFilter(django_filters.FilterSet):
    """Deals by subject or enterprise, year and branch."""

    q = django_filters.CharFilter(label="内容", method="search", widget=_search_box("合作内容或企业名称"))
    signed = PeriodFilter(label="签订时间", method="by_time")
    branch = django_filters.ChoiceFilter(label="促成支部", method="by_branch", empty_label="全部")

    class Meta:
        model = Deal
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.filters["branch"].extra["choices"] = _branch_choices(self.request, "党委")
        self.form.fields["signed"].widget.attrs.update(placeholder="如 2024 或 2024-12", autocomplete="off")

    def search(self, rows: QuerySet[Deal], name: str, value: str) -> QuerySet[Deal]:  # noqa: ARG002  as in django-filter
        """Leave deals that hold the text in their subject or in the name of one of the two."""
        text = clean_line(value)
        return rows.filter(
            Q(subject__icontains=text) | Q(buyer__name__icontains=text) | Q(seller__name__icontains=text)
        )

    def by_time(self, rows: QuerySet[Deal], name: str, value: PartialDate) -> QuerySet[Deal]:  # noqa: ARG002  as in django-filter
        """Leave the deals of a month or a year."""
        return rows.filter(signed_on__range=(value.earliest, value.latest))

    def by_branch(self, rows: QuerySet[Deal], name: str, value: str) -> QuerySet[Deal]:  # noqa: ARG002  as in django-filter
        """Leave the deals of one branch, or the committee's own."""
        return rows.filter(branch__isnull=True) if value == COMMITTEES_OWN else rows.filter(branch=int(value))
