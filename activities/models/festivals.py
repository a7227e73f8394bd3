"""The festivals of the park."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Committee
from core.records import VALID, Record


class Festival(Record):
    """企业文化节: one a year, made of activities."""

    scope_path = "committee"

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="festivals", verbose_name="所属党委"
    )
    name = models.CharField("名称", max_length=60)
    year = models.PositiveSmallIntegerField(
        "年份",
        validators=[MinValueValidator(1990, "请填四位年份。"), MaxValueValidator(2100, "请填四位年份。")],
    )
    theme = models.CharField("主题", max_length=100, blank=True)
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    notes = models.TextField("说明", max_length=1000, blank=True)

    class Meta:
        verbose_name = "企业文化节"
        verbose_name_plural = "企业文化节"
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "year"),
                condition=VALID,
                name="festival_one_a_year",
                violation_error_message="这一年的文化节已经登记。",
                violation_error_code="year",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="festival_ends_after_start",
                violation_error_message="结束日期不能早于开始日期。",
                violation_error_code="ended_on",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("activities:festival", args=[self.pk])
