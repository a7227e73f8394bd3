"""A month that was closed: what its report says, for good."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch, Committee
from core.fields import EncryptedTextField
from core.month_field import MonthField
from core.periods import Month
from core.scope import ScopedModel, ScopedQuerySet
from core.tokens import new_code


class MonthlyReportQuerySet(ScopedQuerySet["MonthlyReport"]):
    """Closed months."""

    def standing(self) -> Self:
        """Leave those that were not opened again."""
        return self.filter(reopened_at__isnull=True)


class MonthlyReport(ScopedModel):
    """月度报表: what a committee closed a month with.

    ``content`` is the report as it is printed (:mod:`reports.stored`); the lines hold its numbers one by one, and
    :class:`ReportRows` which rows stood behind them. Nothing of it ever changes; opening the month again marks it,
    and the next closing is another row with the next ``revision``.
    """

    scope_path = "committee"
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="monthly_reports", verbose_name="党委"
    )
    month = MonthField("月份")
    revision = models.PositiveSmallIntegerField("版次")
    code = models.CharField("校验码", max_length=12, unique=True, default=new_code, editable=False)
    content = models.JSONField("内容")
    appendix = EncryptedTextField("名册")
    digest = models.CharField("指纹", max_length=64)
    closed_at = models.DateTimeField("结账时间", default=timezone.now)
    closed_by_name = models.CharField("结账人", max_length=60)
    reason = models.CharField("未达条件结账的理由", max_length=500, blank=True)
    reopened_at = models.DateTimeField("重新打开时间", null=True)
    reopened_by_name = models.CharField("重新打开人", max_length=60, blank=True)
    reopen_reason = models.CharField("重新打开的理由", max_length=500, blank=True)

    objects = MonthlyReportQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "月度报表"
        verbose_name_plural = "月度报表"
        ordering = ("-month", "-revision")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "month", "revision"),
                name="monthly_report_revision_once",
                violation_error_message="这个月的这一版已经结账。",
            ),
            models.UniqueConstraint(
                fields=("committee", "month"),
                condition=Q(reopened_at__isnull=True),
                name="monthly_report_stands_once",
                violation_error_message="这个月已经结账。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.month.title}月报第{self.revision}版"

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("reports:closed", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Tell whether it was not opened again."""
        return self.reopened_at is None


class ReportLine(ScopedModel):
    """One figure of a closed month for one place: the four numbers of its line in the report.

    ``is_whole`` marks those of the committee as a whole; a line without a branch that is not of the whole counts
    what belongs to no branch. ``now`` is the state on the last day, or what happened in the month; ``before`` the
    same a month earlier; ``year`` and ``to_date`` are empty for what is a state. All empty: not applicable.
    """

    scope_path = "report__committee"
    is_private: ClassVar[bool] = True

    report = models.ForeignKey(MonthlyReport, models.PROTECT, related_name="lines", verbose_name="月度报表")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, related_name="report_lines", verbose_name="党支部"
    )
    is_whole = models.BooleanField("全党委", default=False)
    key = models.CharField("指标代码", max_length=80)
    now = models.DecimalField("本月", max_digits=20, decimal_places=4, null=True)
    before = models.DecimalField("上月", max_digits=20, decimal_places=4, null=True)
    year = models.DecimalField("本年累计", max_digits=20, decimal_places=4, null=True)
    to_date = models.DecimalField("累计", max_digits=20, decimal_places=4, null=True)

    class Meta:
        verbose_name = "报表行"
        verbose_name_plural = "报表行"
        ordering = ("pk",)
        indexes = (models.Index(fields=("report", "key"), name="report_line_by_key"),)

    def __str__(self) -> str:
        return self.key


class ReportRows(ScopedModel):
    """Which rows of one base stood behind the numbers of a closed month: packed, with a fingerprint."""

    scope_path = "report__committee"
    is_private: ClassVar[bool] = True

    report = models.ForeignKey(MonthlyReport, models.PROTECT, related_name="rows", verbose_name="月度报表")
    base = models.CharField("记录种类", max_length=80)
    content = models.BinaryField("记录")
    digest = models.CharField("指纹", max_length=64)

    class Meta:
        verbose_name = "报表所依据的记录"
        verbose_name_plural = "报表所依据的记录"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.base


def closed_report(committee: Committee, month: Month) -> MonthlyReport | None:
    """Return what ``committee`` closed ``month`` with, its lists when asked for; ``None`` while it is open."""
    standing = MonthlyReport.objects.standing().defer("appendix")
    return standing.filter(committee=committee, month=month).first()
