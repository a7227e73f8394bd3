"""How branches and enterprises are found: by a piece of their names, or by their codes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q
from django.utils import timezone

from branches.models import Branch, Enterprise
from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from core.texts import clean_code


def find_branches(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by name, short name or code."""
    named = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__iexact=text)
    rows = Branch.objects.visible_to(by).filter(named).select_related("committee")
    return [
        Hit(row.name, "已撤销" if row.dissolved_on else row.committee.short_name, row.get_absolute_url())
        for row in rows[:limit]
    ]


def find_enterprises(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by name or credit code; those still in the park first."""
    named = Q(name__icontains=text) | Q(credit_code__icontains=clean_code(text))
    rows = (
        Enterprise.objects.visible_to(by).filter(named).order_by(F("left_on").desc(nulls_first=True), "name")
    )
    return [Hit(row.name, _about(row), row.get_absolute_url()) for row in rows[:limit]]


def _about(enterprise: Enterprise) -> str:
    has_left = enterprise.left_on is not None and enterprise.left_on <= timezone.localdate()
    words = (
        enterprise.get_ownership_display(),
        enterprise.get_industry_display(),
        "已离园" if has_left else "",
    )
    return " · ".join(filter(None, words))


FINDERS.register(
    Finder(
        "branches.branches",
        "党支部",
        "branches.view_branch",
        "building-library",
        find_branches,
        everything="branches:branches?state=all",
    ),
    Finder(
        "branches.enterprises",
        "企业",
        "branches.view_enterprise",
        "building-office-2",
        find_enterprises,
        everything="branches:enterprises?presence=all",
    ),
)
