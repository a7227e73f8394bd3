"""Working days, and the time that each kind of ticket has."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from branches.models import Committee
from core.scope import ScopedModel
from services.choices import DayKind, TicketKind


class Holiday(ScopedModel):
    """A day on which the calendar of the State Council differs from the week: a holiday, or a weekend worked."""

    scope_path = "committee"

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="holidays", verbose_name="所属党委")
    on = models.DateField("日期")
    kind = models.CharField("性质", max_length=10, choices=DayKind.choices)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = "节假日"
        verbose_name_plural = "节假日"
        ordering = ("-on",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "on"),
                name="holiday_once",
                violation_error_message="这一天已经登记。",
                violation_error_code="on",
            ),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="holiday_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"


class TimeLimit(ScopedModel):
    """How many working days a committee gives itself for one kind of ticket."""

    scope_path = "committee"

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="time_limits", verbose_name="所属党委"
    )
    kind = models.CharField("工单类别", max_length=10, choices=TicketKind.choices)
    working_days = models.PositiveSmallIntegerField(
        "办理期限（工作日）",
        validators=[
            MinValueValidator(1, "请填 1 至 365 之间的整数。"),
            MaxValueValidator(365, "请填 1 至 365 之间的整数。"),
        ],
    )

    class Meta:
        verbose_name = "办理期限"
        verbose_name_plural = "办理期限"
        ordering = ("kind",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "kind"),
                name="time_limit_once",
                violation_error_message="这一类已经设了期限。",
                violation_error_code="kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=TicketKind.values), name="time_limit_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.working_days} 个工作日"
