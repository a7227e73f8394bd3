"""Several files that came together: one import each, seen on one page."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.scope import Actor
from spreadsheets.visible import within_reach


class BundleQuerySet(models.QuerySet["ImportBundle"]):
    """Uploads of several files that a person may see."""

    def visible_to(self, user: Actor, permission: str = "") -> Self:
        """Leave those of the kinds that ``user`` may import, for the places where that holds."""
        allowed = within_reach(user, permission)
        return self.none() if allowed is None else self.filter(allowed)


class ImportBundle(models.Model):
    """Several files that somebody uploaded at once, or one zip of them."""

    unscoped_because: ClassVar[str] = (
        "plain numbers instead of foreign keys; BundleQuerySet.visible_to scopes them"
    )

    kind = models.CharField("表格种类", max_length=30)
    name = models.CharField("名称", max_length=120)
    ignored = models.JSONField("没有读取的文件", default=list)
    committee_key = models.BigIntegerField("党委编号")
    branch_key = models.BigIntegerField("党支部编号", null=True)
    owner_key = models.BigIntegerField("上传人编号", null=True)
    owner_name = models.CharField("上传人", max_length=60)
    created_at = models.DateTimeField("上传时间", default=timezone.now)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "多份表格"
        verbose_name_plural = "多份表格"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the page of all its files."""
        return reverse("spreadsheets:bundle", args=[self.pk])
