"""What the lists of training can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from activities.models import ActivityState
from branches.models import Branch
from core.texts import clean_line
from members.models import Member
from members.names import called
from training.models import Audience, Mode, SessionQuerySet, Topic, TrainingSession

COMMITTEES_OWN = "none"
FIRST_YEAR = 2019


def _search_box(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


def year_choices() -> list[tuple[str, str]]:
    """Return the years from which on there are sessions, the coming one too, latest first."""
    return [(str(year), f"{year} 年") for year in range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)]


class SessionFilter(django_filters.FilterSet):
    """Sessions by name or lecturer, year, topic, audience, mode, state and organiser."""

    q = django_filters.CharFilter(label="名称", method="search", widget=_search_box("名称、主讲人或地点"))
    year = django_filters.ChoiceFilter(
        label="年份", method="by_year", choices=year_choices, empty_label="全部"
    )
    branch = django_filters.ChoiceFilter(label="主办", method="by_branch", empty_label="全部")
    topic = django_filters.ChoiceFilter(label="内容", choices=Topic.choices, empty_label="全部")
    audience = django_filters.ChoiceFilter(label="对象", choices=Audience.choices, empty_label="全部")
    mode = django_filters.ChoiceFilter(label="方式", choices=Mode.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(
        label="状态", field_name="activity__state", choices=ActivityState.choices, empty_label="全部"
    )

    class Meta:
        model = TrainingSession
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        branches = Branch.objects.visible_to(self.request.user)
        own = ((str(branch.pk), branch.short_name) for branch in branches)
        self.filters["branch"].extra["choices"] = [*own, (COMMITTEES_OWN, "党委主办")]

    def search(self, rows: SessionQuerySet, name: str, value: str) -> SessionQuerySet:  # noqa: ARG002  as in django-filter
        """Leave sessions that hold the text in their name, lecturer or place."""
        text = clean_line(value)
        return rows.filter(
            Q(activity__title__icontains=text)
            | Q(lecturer__icontains=text)
            | Q(activity__place__icontains=text)
        )

    def by_year(self, rows: SessionQuerySet, name: str, value: str) -> SessionQuerySet:  # noqa: ARG002  as in django-filter
        """Leave the sessions of one year."""
        return rows.filter(activity__held_on__year=int(value))

    def by_branch(self, rows: SessionQuerySet, name: str, value: str) -> SessionQuerySet:  # noqa: ARG002  as in django-filter
        """Leave the sessions of one branch, or the committee's own."""
        if value == COMMITTEES_OWN:
            return rows.filter(activity__branch__isnull=True)
        return rows.filter(activity__branch=int(value))


class LearnerFilter(django_filters.FilterSet):
    """Members of the register by name and branch; the year is that of the hours."""

    q = django_filters.CharFilter(label="姓名", method="search", widget=_search_box("姓名、拼音或首字母"))
    branch = django_filters.ModelChoiceFilter(
        label="党支部",
        queryset=lambda request: Branch.objects.visible_to(request.user),
        empty_label="全部支部",
    )
    year = django_filters.ChoiceFilter(label="年份", method="skip", choices=year_choices, empty_label="今年")
    hours = django_filters.ChoiceFilter(
        label="学时",
        method="by_hours",
        choices=(("none", "还没有参加"), ("some", "参加过")),
        empty_label="全部",
    )

    class Meta:
        model = Member
        fields = ()

    def search(self, rows: QuerySet[Member], name: str, value: str) -> QuerySet[Member]:  # noqa: ARG002  as in django-filter
        """Leave members who are called so."""
        condition = called(value)
        return rows.filter(condition) if condition else rows.none()

    def by_hours(self, rows: Any, name: str, value: str) -> Any:  # noqa: ANN401, ARG002  counted rows
        """Leave those who have attended something in the year, or nothing."""
        return rows.filter(sessions=0) if value == "none" else rows.filter(sessions__gt=0)

    def skip(self, rows: QuerySet[Member], name: str, value: str) -> QuerySet[Member]:  # noqa: ARG002  as in django-filter
        """The view has counted the year already."""
        return rows
