"""Which months can be handed out, and to whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from audit.saving import demand
from branches.models import Committee
from core.periods import Month
from core.scope import Actor
from reports.monthly import EXPORT


def demand_reportable(by: Actor, committee: Committee, month: Month) -> None:
    """Raise ``PermissionDenied``, or ``ValidationError`` for a month to come and where there is no branch yet."""
    demand(by, EXPORT, committee)
    if month > Month.current():
        raise ValidationError(f"{month.title}还没有到，不能导出月报表。")
    if not committee.branches.exists():
        raise ValidationError("还没有登记党支部，没有可以导出的内容。请先在“党支部”中新建党支部。")
