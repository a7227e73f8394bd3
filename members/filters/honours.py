"""Filters above the list of honours."""

from __future__ import annotations

import django_filters

from members.choices import HonourKind, HonourLevel
from members.filters.common import OfMembers, branches
from members.models import Honour


class HonourFilter(OfMembers):
    """Honours by name, branch, kind, level and year."""

    branch = django_filters.ModelChoiceFilter(
        field_name="member__branch", label="党支部", queryset=branches, empty_label="全部支部"
    )
    kind = django_filters.ChoiceFilter(label="类别", choices=HonourKind.choices, empty_label="全部")
    level = django_filters.ChoiceFilter(label="级别", choices=HonourLevel.choices, empty_label="全部")
    year = django_filters.NumberFilter(
        field_name="granted_on__year", label="年份", min_value=1950, max_value=2100
    )

    class Meta:
        model = Honour
        fields: tuple[str, ...] = ()
