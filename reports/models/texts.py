"""The text part of a month's report, as long as the month is open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from branches.models import Committee
from core.month_field import MonthField
from core.scope import ScopedModel


class ReportText(ScopedModel):
    """月报文字: the chapters that somebody has rewritten, by their keys; all others write themselves.

    Numbers stand in it as names of figures, and are filled in when the report is made.
    """

    scope_path = "committee"
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="report_texts", verbose_name="党委")
    month = MonthField("月份")
    chapters = models.JSONField("文字", default=dict, blank=True)
    revision = models.PositiveIntegerField("修订次数", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "月报文字"
        verbose_name_plural = "月报文字"
        ordering = ("-month",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "month"),
                name="report_text_once",
                violation_error_message="这个月的文字已经有人在写。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.month.title}月报文字"
