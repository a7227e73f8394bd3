"""Templates of the written report."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from branches.models import Committee
from core.scope import ScopedModel, ScopedQuerySet


class ReportTemplateQuerySet(ScopedQuerySet["ReportTemplate"]):
    """Versions of a committee's template."""

    def waiting(self) -> Self:
        """Leave those that were handed in and neither taken nor put aside."""
        return self.filter(taken_at__isnull=True, retired_at__isnull=True)

    def in_use(self) -> Self:
        """Leave those in use: one for each committee at most."""
        return self.filter(taken_at__isnull=False, retired_at__isnull=True)

    def in_use_at(self, moment: datetime) -> Self:
        """Leave those that were in use at ``moment``."""
        return self.filter(Q(retired_at__isnull=True) | Q(retired_at__gt=moment), taken_at__lte=moment)


class ReportTemplate(ScopedModel):
    """简报模板: a version of a committee's own. It waits until it is taken, and is in use until it is retired.

    Where none is in use, the standard one is. A version never changes; one that returns is another version.
    """

    scope_path = "committee"
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="report_templates", verbose_name="党委"
    )
    version = models.PositiveIntegerField("版本", editable=False)
    name = models.CharField("文件名", max_length=120)
    content = models.BinaryField("文件")
    digest = models.CharField("指纹", max_length=64, editable=False)
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)
    uploaded_by_name = models.CharField("上传人", max_length=60, blank=True, editable=False)
    taken_at = models.DateTimeField("启用时间", null=True, editable=False)
    taken_by_name = models.CharField("启用人", max_length=60, blank=True, editable=False)
    retired_at = models.DateTimeField("停用时间", null=True, editable=False)

    objects = ReportTemplateQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "简报模板"
        verbose_name_plural = "简报模板"
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "version"),
                name="report_template_version_once",
                violation_error_message="这个版本号已被使用。",
            ),
            models.UniqueConstraint(
                fields=("committee",),
                condition=Q(taken_at__isnull=False, retired_at__isnull=True),
                name="report_template_in_use_once",
                violation_error_message="已经有一个模板在使用。",
            ),
            models.UniqueConstraint(
                fields=("committee",),
                condition=Q(taken_at__isnull=True, retired_at__isnull=True),
                name="report_template_waits_once",
                violation_error_message="已经有一个模板等待启用。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"

    def get_absolute_url(self) -> str:
        """Address of the page where it stands."""
        return f"{reverse('reports:templates')}?committee={self.committee_id}"

    @property
    def is_waiting(self) -> bool:
        """Tell whether it was neither taken nor put aside."""
        return self.taken_at is None and self.retired_at is None

    @property
    def is_in_use(self) -> bool:
        """Tell whether briefings are made from it."""
        return self.taken_at is not None and self.retired_at is None

    @property
    def state_words(self) -> str:
        """Where it stands, in a word."""
        if self.is_in_use:
            return "使用中"
        if self.is_waiting:
            return "待启用"
        return "已停用" if self.taken_at else "未采用"
