"""Big screens on walls."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from branches.models import Committee
from core.scope import ScopedModel
from core.tokens import new_token


class ScreenLink(ScopedModel):
    """大屏链接: opens the big screen of a committee on a wall without anybody's account, until it is revoked."""

    scope_path = "committee"
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="screen_links", verbose_name="党委")
    name = models.CharField("放在哪里", max_length=60)
    token = models.CharField("标识", max_length=32, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    created_by_name = models.CharField("建立人", max_length=60, editable=False)
    revoked_at = models.DateTimeField("停用时间", null=True, editable=False)
    revoked_by_name = models.CharField("停用人", max_length=60, blank=True, editable=False)

    class Meta:
        verbose_name = "大屏链接"
        verbose_name_plural = "大屏链接"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
