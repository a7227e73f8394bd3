"""What a branch hands in for a month."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch
from core.fields import SealedBytesField
from core.month_field import MonthField
from core.scope import ScopedModel


class ReturnState(models.TextChoices):
    """Where a return stands."""

    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "已报送"
    SENT_BACK = "sent_back", "退回修改"
    ACCEPTED = "accepted", "已审核"


class BranchReturn(ScopedModel):
    """支部月报: a branch's four texts and photos for a month, handed in by its secretary and accepted by staff.

    Its figures are computed, not entered; ``figures`` keeps those that stood on the page when it was handed in
    (number by key, as ``reports.lines`` tells the month's own), so that whoever reviews it sees what has changed
    since. A month that nobody has begun has no row; ``revision`` is 0 until somebody has written something.
    """

    scope_path = "branch"

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="returns", verbose_name="党支部")
    month = MonthField("月份")
    state = models.CharField("状态", max_length=9, choices=ReturnState.choices, default=ReturnState.DRAFT)
    work = models.TextField("工作情况", blank=True, max_length=2000)
    features = models.TextField("特色做法", blank=True, max_length=2000)
    problems = models.TextField("存在问题", blank=True, max_length=2000)
    plans = models.TextField("下月打算", blank=True, max_length=2000)
    figures = models.JSONField("报送时的数字", default=dict, editable=False)
    submitted_at = models.DateTimeField("报送时间", null=True, editable=False)
    submitted_by_name = models.CharField("报送人", max_length=60, blank=True, editable=False)
    decided_at = models.DateTimeField("审核时间", null=True, editable=False)
    decided_by_name = models.CharField("审核人", max_length=60, blank=True, editable=False)
    note = models.CharField("审核意见", max_length=500, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订次数", default=1, editable=False)
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("更新时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "支部月报"
        verbose_name_plural = "支部月报"
        ordering = ("-month", "branch")
        constraints = (
            models.UniqueConstraint(
                fields=("branch", "month"),
                name="branch_return_once",
                violation_error_message="这个党支部已有该月的月报。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReturnState.values), name="branch_return_state_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.branch.short_name}{self.month.title}月报"

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("reports:return", args=[self.branch_id, self.month])

    @property
    def is_open(self) -> bool:
        """Tell whether the branch may still change it."""
        return self.state in (ReturnState.DRAFT, ReturnState.SENT_BACK)


class ReturnPhoto(ScopedModel):
    """A photo in a return, drawn anew when it arrived: no file of somebody's camera, no place where it was taken."""

    scope_path = "of__branch"
    write_scope_path: ClassVar[str] = "of__branch"

    of = models.ForeignKey(BranchReturn, models.CASCADE, related_name="photos", verbose_name="支部月报")
    caption = models.CharField("说明", max_length=60, blank=True)
    content = SealedBytesField("图片")
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    added_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "月报照片"
        verbose_name_plural = "月报照片"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.caption or "照片"

    @property
    def branch_id(self) -> int:
        """Number of the branch, for the audit log."""
        return self.of.branch_id
