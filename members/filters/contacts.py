"""Filters above the list of people to be contacted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from members.filters.common import OfMembers
from members.models import Member

DUE, SOON, ALL = "due", "soon", "all"
SOON_DAYS = 30
STATES = [(DUE, "已到期"), (SOON, f"{SOON_DAYS} 天内到期"), (ALL, "全部在册")]
Rows = QuerySet[Any]


class ContactFilter(OfMembers):
    """Members in the register by name, branch, and how soon their next contact is due."""

    member_path = ""
    usual = {"state": DUE}

    state = django_filters.ChoiceFilter(label="联系", choices=STATES, method="by_state", empty_label=None)

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()

    def by_state(self, rows: Rows, _: str, state: str) -> Rows:
        """Due today or earlier, due soon (those overdue among them), or whenever."""
        if state == ALL:
            return rows
        last = timezone.localdate() + (timedelta(days=SOON_DAYS) if state == SOON else timedelta())
        return rows.filter(contact_due_on__lte=last)
