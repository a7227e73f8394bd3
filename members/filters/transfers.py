"""Filters above the list of transfers."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from members.choices import Direction, TransferState
from members.filters.common import OfMembers
from members.models import UNDER_WAY, RelationTransfer
from members.names import called

OPEN, LATE = "open", "late"
STATES = [(OPEN, "正在办理"), (LATE, "已过有效期"), *TransferState.choices]
Rows = QuerySet[RelationTransfer]


class TransferFilter(OfMembers):
    """Transfers by name or letter, branch, direction and where they stand."""

    direction = django_filters.ChoiceFilter(label="方向", choices=Direction.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=STATES, method="by_state", empty_label="全部")
    year = django_filters.NumberFilter(label="办结年份", method="by_year", min_value=1990, max_value=2100)

    class Meta:
        model = RelationTransfer
        fields: tuple[str, ...] = ()

    def by_name(self, rows: Rows, _: str, text: str) -> Rows:
        """By the member's name or the number of the letter."""
        return rows.filter(called(text, "member__") | Q(letter_number__icontains=text.strip()))

    def by_state(self, rows: Rows, _: str, state: str) -> Rows:
        """In one state, in any in which something is to be done, or with a letter that has run out."""
        if state == OPEN:
            return rows.filter(state__in=UNDER_WAY)
        if state == LATE:
            return rows.filter(state=TransferState.SENT, valid_until__lt=timezone.localdate())
        return rows.filter(state=state)

    def by_year(self, rows: Rows, _: str, year: float) -> Rows:
        """By the year in which they ended."""
        return rows.filter(finished_on__year=int(year))
