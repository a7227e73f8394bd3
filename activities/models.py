"""Activities of every kind, who attended them, the festivals that they make up, and the deals that came of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise
from core.periods import Period
from core.records import VALID, Record, RecordQuerySet
from core.tokens import new_token
from members.models import Member
from stations.models import Station

MOST_OTHERS = 100_000
SIGN_IN_MARGIN = timedelta(hours=1)


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


class ActivityKind(models.TextChoices):
    """What sort of gathering it is."""

    FESTIVAL = "festival", "文化节"
    STATION = "station", "驿站活动"
    VOLUNTEER = "volunteer", "志愿服务"
    MEETING = "meeting", "组织生活"
    TALK = "talk", "座谈会"
    TRAINING = "training", "大讲堂"
    OTHER = "other", "其他"


class ActivityState(models.TextChoices):
    """Whether it has taken place; only what was held counts in figures."""

    PLANNED = "planned", "筹备中"
    HELD = "held", "已举办"
    CANCELLED = "cancelled", "已取消"


class ActivityQuerySet(RecordQuerySet["Activity"]):
    """Activities of a period."""

    def within(self, period: Period) -> Self:
        """Leave the activities held within ``period``."""
        return self.filter(self.within_condition(period))

    @staticmethod
    def within_condition(period: Period) -> Q:
        """The condition behind :meth:`within`: held, on one of its days."""
        return Q(state=ActivityState.HELD, held_on__gte=period.first, held_on__lte=period.last)


class Activity(Record):
    """活动: a gathering with attendance. ``branch`` organises it; without one it is the committee's own."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="activities", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="主办支部"
    )
    kind = models.CharField("类别", max_length=10, choices=ActivityKind.choices)
    title = models.CharField("名称", max_length=100)
    state = models.CharField(
        "状态", max_length=10, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    held_on = models.DateField("日期")
    begins = models.TimeField("开始时间", null=True, blank=True)
    ends = models.TimeField("结束时间", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    organiser = models.CharField("组织者", max_length=100, blank=True)
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="驿站或阵地"
    )
    festival = models.ForeignKey(
        Festival, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="文化节"
    )
    other_count = models.PositiveIntegerField(
        "其他人员参加人数",
        default=0,
        validators=[MaxValueValidator(MOST_OTHERS, f"最多 {MOST_OTHERS} 人，请核对。")],
    )
    summary = models.TextField("活动情况", max_length=2000, blank=True)
    token = models.CharField("签到码标识", max_length=32, unique=True, default=new_token, editable=False)

    objects = ActivityQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        ordering = ("-held_on", "-pk")
        indexes = (models.Index(fields=("committee", "held_on"), name="activity_by_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.values), name="activity_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(begins__isnull=False) & Q(ends__gt=F("begins")),
                name="activity_ends_after_begin",
                violation_error_message="结束时间应晚于开始时间。",
                violation_error_code="ends",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("activities:activity", args=[self.pk])

    @property
    def sign_in_window(self) -> tuple[datetime, datetime]:
        """When the code for signing in works: an hour around the activity, the whole day where no time is known."""
        begins = self._at(self.begins or time.min) - (SIGN_IN_MARGIN if self.begins else timedelta())
        ends = self._at(self.ends or time.max) + (SIGN_IN_MARGIN if self.ends else timedelta())
        return begins, ends

    def is_open_at(self, moment: datetime) -> bool:
        """Tell whether somebody may sign in at ``moment``."""
        first, last = self.sign_in_window
        return self.voided_at is None and self.state != ActivityState.CANCELLED and first <= moment <= last

    def _at(self, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.held_on, clock))


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


class Deal(Record):
    """合作订单: an order between two enterprises of the park that came of meeting at an activity."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="deals", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="deals", verbose_name="促成支部"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="deals", verbose_name="促成的活动"
    )
    buyer = models.ForeignKey(Enterprise, models.PROTECT, related_name="purchases", verbose_name="采购方")
    seller = models.ForeignKey(Enterprise, models.PROTECT, related_name="sales", verbose_name="供应方")
    subject = models.CharField("合作内容", max_length=100)
    amount = models.DecimalField(
        "金额（万元）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    signed_on = models.DateField("签订日期")
    notes = models.TextField("说明", max_length=1000, blank=True)

    class Meta:
        verbose_name = "合作订单"
        verbose_name_plural = "合作订单"
        ordering = ("-signed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(buyer=F("seller")),
                name="deal_between_two",
                violation_error_message="采购方和供应方不能是同一家企业。",
                violation_error_code="seller",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="deal_amount_not_negative",
                violation_error_message="金额不能是负数。",
                violation_error_code="amount",
            ),
        )

    def __str__(self) -> str:
        return self.subject
