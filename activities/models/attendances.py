"""Who attended an activity."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.models.gatherings import Activity
from branches.models import Branch
from core.records import VALID, Record
from members.models import Member


class AttendanceSource(models.TextChoices):
    """How an attendance came to be known."""

    LIST = "list", "工作人员登记"
    CODE = "code", "扫码签到"
    SHEET = "sheet", "签到表导入"


class Attendance(Record):
    """A member was at an activity. ``branch`` is the one that managed the member then."""

    scope_path = "branch"

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attendances", verbose_name="活动")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="attendances", verbose_name="党支部")
    source = models.CharField(
        "来源", max_length=10, choices=AttendanceSource.choices, default=AttendanceSource.LIST
    )
    signed_at = models.DateTimeField("签到时间", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = "参加记录"
        verbose_name_plural = "参加记录"
        ordering = ("activity", "member__name_pinyin", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "member"),
                condition=VALID,
                name="attendance_once",
                violation_error_message="此人已经登记过参加这次活动。",
                violation_error_code="member",
            ),
            models.CheckConstraint(
                condition=Q(source__in=AttendanceSource.values), name="attendance_source_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.activity.title}"
