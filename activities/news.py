"""What activities have to tell: orders that came of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from activities.models import Deal
from core.news import NEWS, Source
from core.scope import Actor


def _deals(by: Actor) -> QuerySet[Deal]:
    return Deal.objects.visible_to(by).valid()


def _tell_deal(row: Mapping[str, Any], count: int) -> str:  # noqa: ARG001  all deals are alike
    return f"促成园区企业合作订单{count}个"


NEWS.register(Source("activities.deals", rows=_deals, day="signed_on", tell=_tell_deal))
