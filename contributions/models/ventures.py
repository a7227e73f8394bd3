"""创业项目 and what they achieve."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee, Enterprise
from contributions.choices import ResultKind
from contributions.models.checks import check
from contributions.models.limits import up_to
from core.records import VALID, Record, RecordQuerySet
from members.models import Member


class VentureQuerySet(RecordQuerySet["Venture"]):
    """Ventures on a day."""

    def on(self, day: date) -> Self:
        """Leave the ventures that had begun by ``day`` and not ended."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Venture(Record):
    """创业项目: a firm that a returning member brought to the park."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="ventures", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="ventures", verbose_name="党支部"
    )
    title = models.CharField("项目名称", max_length=100)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="ventures", verbose_name="企业"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ventures",
        verbose_name="返乡创业的流动党员",
    )
    started_on = models.DateField("落户日期")
    ended_on = models.DateField("终止日期", null=True, blank=True)
    floor_area = models.PositiveIntegerField(
        "厂房面积（平方米）", null=True, blank=True, validators=up_to(10_000_000)
    )
    investment = models.DecimalField(
        "投资额（万元）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    notes = models.TextField("项目情况", max_length=2000, blank=True)

    objects = VentureQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "创业项目"
        verbose_name_plural = "创业项目"
        ordering = ("-started_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "title"),
                condition=VALID,
                name="venture_title_once",
                violation_error_message="已登记过同名的创业项目。",
                violation_error_code="title",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="venture_ends_after_start",
                violation_error_message="终止日期不能早于落户日期。",
                violation_error_code="ended_on",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Days have come, and everybody is of one committee."""
        check(self, past=("started_on", "ended_on"), own=("branch", "enterprise", "member"))

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:venture", args=[self.pk])


class VentureResult(Record):
    """What a venture achieved on a day: so many patents granted, a prize, a title."""

    scope_path = ("venture__branch", "venture__committee")

    venture = models.ForeignKey(Venture, models.PROTECT, related_name="results", verbose_name="创业项目")
    kind = models.CharField("类别", max_length=10, choices=ResultKind.choices)
    on = models.DateField("日期")
    title = models.CharField("名称", max_length=100)
    count = models.PositiveIntegerField("数量", default=1, validators=up_to(10_000))
    granted_by = models.CharField("授予单位", max_length=100, blank=True)

    class Meta:
        verbose_name = "创业成果"
        verbose_name_plural = "创业成果"
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("venture", "kind", "on", "title"),
                condition=VALID,
                name="venture_result_once",
                violation_error_message="同一天已登记过同名的成果。",
                violation_error_code="title",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ResultKind.values), name="venture_result_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="venture_result_has_count"),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """It has been achieved."""
        check(self, past=("on",))

    def get_absolute_url(self) -> str:
        """Address of the page on which it stands: its venture's."""
        return self.venture.get_absolute_url()
