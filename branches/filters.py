"""Filters above the lists of branches and enterprises."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.models import Branch, Enterprise, Industry, Ownership
from core.texts import clean_code, clean_line

UNCOVERED = "none"
LEFT, ALL = "left", "all"


def _search_box(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


class BranchFilter(django_filters.FilterSet):
    """Branches by name; those dissolved only if asked for."""

    q = django_filters.CharFilter(label="名称", method="search", widget=_search_box("名称、简称或代码"))
    state = django_filters.ChoiceFilter(
        label="状态", method="skip", choices=((LEFT, "已撤销"), (ALL, "全部")), empty_label="现有"
    )

    class Meta:
        model = Branch
        fields = ()

    def search(self, rows: QuerySet[Branch], name: str, value: str) -> QuerySet[Branch]:  # noqa: ARG002  as in django-filter
        """Leave branches whose name, short name or code holds the text."""
        text = clean_line(value)
        return rows.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__iexact=text))

    def skip(self, rows: QuerySet[Branch], name: str, value: str) -> QuerySet[Branch]:  # noqa: ARG002  as in django-filter
        """Wait for :meth:`filter_queryset`, which also knows the case that nothing was chosen."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Branch]) -> QuerySet[Branch]:
        """Leave those of the chosen state."""
        rows: QuerySet[Branch] = super().filter_queryset(queryset)
        state = self.form.cleaned_data["state"]
        today = timezone.localdate()
        if state == ALL:
            return rows
        if state == LEFT:
            return rows.filter(dissolved_on__lte=today)
        return rows.filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=today))


class EnterpriseFilter(django_filters.FilterSet):
    """Enterprises by name, kind and covering branch; those that left only if asked for."""

    q = django_filters.CharFilter(label="企业", method="search", widget=_search_box("名称或信用代码"))
    ownership = django_filters.ChoiceFilter(label="所有制", choices=Ownership.choices, empty_label="全部")
    industry = django_filters.ChoiceFilter(label="行业", choices=Industry.choices, empty_label="全部")
    covered = django_filters.ChoiceFilter(label="联系支部", method="by_covering", empty_label="全部")
    presence = django_filters.ChoiceFilter(
        label="在园情况", method="skip", choices=((LEFT, "已离园"), (ALL, "全部")), empty_label="在园"
    )

    class Meta:
        model = Enterprise
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        branches = Branch.objects.visible_to(self.request.user)
        self.filters["covered"].extra["choices"] = [
            *((str(branch.pk), branch.short_name) for branch in branches),
            (UNCOVERED, "尚无支部联系"),
        ]

    def search(self, rows: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:  # noqa: ARG002  as in django-filter
        """Leave enterprises whose name or credit code holds the text."""
        return rows.filter(Q(name__icontains=clean_line(value)) | Q(credit_code__icontains=clean_code(value)))

    def by_covering(self, rows: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:  # noqa: ARG002  as in django-filter
        """Leave the enterprises of one branch, or of none."""
        return (
            rows.filter(covered_by__isnull=True) if value == UNCOVERED else rows.filter(covered_by=int(value))
        )

    def skip(self, rows: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:  # noqa: ARG002  as in django-filter
        """Wait for :meth:`filter_queryset`, which also knows the case that nothing was chosen."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
        """Leave those that are where they were asked for."""
        rows: QuerySet[Enterprise] = super().filter_queryset(queryset)
        presence = self.form.cleaned_data["presence"]
        today = timezone.localdate()
        if presence == ALL:
            return rows
        gone = Q(left_on__isnull=False, left_on__lte=today)
        return rows.filter(gone) if presence == LEFT else rows.exclude(gone)
