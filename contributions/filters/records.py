"""Filters of posts, mediations, improvements and ventures."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from contributions.choices import DisputeKind, DisputeResult, ImprovementKind, PostKind
from contributions.filters.base import RecordFilter, branch_filter, search_box
from contributions.models import Improvement, Mediation, Post, Venture
from core.texts import clean_line
from members.filters.people import PeriodFilter
from members.names import called

NOW, ENDED, ALL = "now", "ended", "all"
PERIOD = {"placeholder": "如 2024 或 2024-12", "autocomplete": "off"}


class HeldFilter(RecordFilter):
    """Rows with a beginning and an end: those of today, unless others are asked for."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        given = data.copy() if data is not None else QueryDict(mutable=True)
        if given.get("state") not in {NOW, ENDED, ALL}:
            given["state"] = NOW
        super().__init__(given, *args, **kwargs)

    def by_state(self, rows: QuerySet[Any], _: str, state: str) -> QuerySet[Any]:
        """Leave those of today, or those that have ended."""
        held: Q = rows.model.objects.on_condition(timezone.localdate())
        return rows if state == ALL else rows.filter(held if state == NOW else ~held)


class PostFilter(HeldFilter):
    """Posts by holder or place, kind and branch; those laid down only if asked for."""

    is_branches = is_private = True

    q = django_filters.CharFilter(label="岗位", method="search", widget=search_box("姓名或地点"))
    kind = django_filters.ChoiceFilter(label="类别", choices=PostKind.choices, empty_label="全部")
    branch = branch_filter()
    state = django_filters.ChoiceFilter(
        label="状态",
        method="by_state",
        choices=((NOW, "在任"), (ENDED, "已卸任"), (ALL, "全部")),
        empty_label=None,
    )

    class Meta:
        model = Post
        fields = ()

    def search(self, rows: QuerySet[Post], _: str, value: str) -> QuerySet[Post]:
        """Leave posts of somebody, or at a place."""
        text = clean_line(value)
        return rows.filter(Q(place__icontains=text) | called(text, "member__"))


class MediationFilter(RecordFilter):
    """Mediations by mediator or place, time, kind, result and branch; who quarrelled is encrypted."""

    day = "on"
    is_private = True

    q = django_filters.CharFilter(label="调解", method="search", widget=search_box("调解人或地点"))
    period = PeriodFilter(label="受理时间", method="by_period")
    kind = django_filters.ChoiceFilter(label="类别", choices=DisputeKind.choices, empty_label="全部")
    result = django_filters.ChoiceFilter(label="结果", choices=DisputeResult.choices, empty_label="全部")
    branch = branch_filter()

    class Meta:
        model = Mediation
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.form.fields["period"].widget.attrs.update(PERIOD)

    def search(self, rows: QuerySet[Mediation], _: str, value: str) -> QuerySet[Mediation]:
        """Leave mediations by somebody, or at a place."""
        text = clean_line(value)
        return rows.filter(Q(place__icontains=text) | called(text, "mediator__"))


class ImprovementFilter(RecordFilter):
    """Improvements by title or place, kind, time and branch."""

    day = "delivered_on"

    q = django_filters.CharFilter(label="实事", method="search", widget=search_box("名称或地点"))
    kind = django_filters.ChoiceFilter(label="类别", choices=ImprovementKind.choices, empty_label="全部")
    period = PeriodFilter(label="落实时间", method="by_period")
    branch = branch_filter()

    class Meta:
        model = Improvement
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.form.fields["period"].widget.attrs.update(PERIOD)

    def search(self, rows: QuerySet[Improvement], _: str, value: str) -> QuerySet[Improvement]:
        """Leave improvements whose title or place holds the text."""
        text = clean_line(value)
        return rows.filter(Q(title__icontains=text) | Q(place__icontains=text))


class VentureFilter(HeldFilter):
    """Ventures by title, firm or whoever came home; those that ended only if asked for."""

    q = django_filters.CharFilter(label="项目", method="search", widget=search_box("项目、企业或返乡党员"))
    branch = branch_filter()
    state = django_filters.ChoiceFilter(
        label="状态",
        method="by_state",
        choices=((NOW, "在园"), (ENDED, "已终止"), (ALL, "全部")),
        empty_label=None,
    )

    class Meta:
        model = Venture
        fields = ()

    def search(self, rows: QuerySet[Venture], _: str, value: str) -> QuerySet[Venture]:
        """Leave ventures of that name, in that firm, or by that person."""
        text = clean_line(value)
        words = Q(title__icontains=text) | Q(enterprise__name__icontains=text)
        return rows.filter(words | called(text, "member__"))
