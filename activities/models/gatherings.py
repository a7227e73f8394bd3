"""Activities of every kind."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from activities.models.belonging import foreign_to
from activities.models.festivals import Festival
from branches.models import Branch, Committee
from core.periods import Period
from core.records import Record, RecordQuerySet
from core.tokens import new_token
from stations.models import Station

MOST_OTHERS = 100_000
SIGN_IN_MARGIN = timedelta(hours=1)


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

    def clean(self) -> None:
        """Judge what hangs together; the rules that the database cannot hold."""
        faults = self._faults_of_kind() | foreign_to(self, "branch", "station", "festival")
        day: date | None = self.held_on  # none yet while a form is being judged
        if self.state == ActivityState.HELD and day and day > timezone.localdate():
            faults["held_on"] = "还没有到这一天，不能记为已举办。"
        if faults:
            raise ValidationError(faults)

    def _faults_of_kind(self) -> dict[str, str]:
        if self.kind == ActivityKind.STATION and self.station_id is None:
            return {"station": "驿站活动请选择在哪个驿站或阵地。"}
        if self.kind == ActivityKind.FESTIVAL and self.festival_id is None:
            return {"festival": "文化节的活动请选择属于哪一届。"}
        return {}

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
