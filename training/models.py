"""开放崛起大讲堂: training sessions, each of which is an activity with audience, topic, lecturer and mode."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.models import Activity, ActivityState
from branches.models import Branch, Committee
from core.periods import Period
from core.records import Record, RecordQuerySet


class Audience(models.TextChoices):
    """For whom a session is meant."""

    MANAGERS = "managers", "管理人员"
    WORKERS = "workers", "技术职工"
    FINANCE = "finance", "金融专员"
    TALENT = "talent", "技术人才"
    MEMBERS = "members", "全体流动党员"
    OTHER = "other", "其他"


class Topic(models.TextChoices):
    """What a session is about."""

    POLICY = "policy", "政策解读"
    SKILL = "skill", "技能培训"
    FINANCE = "finance", "金融服务"
    PARTY = "party", "党的理论"
    LAW = "law", "法律知识"
    SAFETY = "safety", "安全生产"
    OTHER = "other", "其他"


class Mode(models.TextChoices):
    """How people take part."""

    ONLINE = "online", "线上"
    ON_SITE = "on_site", "线下"
    BOTH = "both", "线上线下联动"


class SessionQuerySet(RecordQuerySet["TrainingSession"]):
    """Sessions of a period."""

    def valid(self) -> Self:
        """Leave out what was entered in error, as a session or as the activity that it is."""
        return super().valid().filter(activity__voided_at__isnull=True)

    def held(self) -> Self:
        """Leave the sessions that have taken place: they are what counts."""
        return self.valid().filter(activity__state=ActivityState.HELD)

    def within(self, period: Period) -> Self:
        """Leave the sessions held or planned on a day of ``period``."""
        return self.valid().filter(activity__held_on__range=(period.first, period.last))


class TrainingSession(Record):
    """大讲堂的一场: what a gathering of kind 大讲堂 has besides."""

    scope_path = ("activity__branch", "activity__committee")

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="session", verbose_name="活动")
    audience = models.CharField("对象", max_length=10, choices=Audience.choices)
    topic = models.CharField("内容", max_length=10, choices=Topic.choices)
    mode = models.CharField("方式", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    lecturer = models.CharField("主讲人", max_length=40, blank=True)
    lecturer_title = models.CharField("主讲人单位和职务", max_length=100, blank=True)
    hours = models.DecimalField(
        "学时",
        max_digits=4,
        decimal_places=1,
        default=Decimal(2),
        validators=[
            MinValueValidator(Decimal("0.5"), "学时至少 0.5。"),
            MaxValueValidator(80, "学时最多 80。"),
        ],
    )
    materials = models.TextField(
        "资料", max_length=1000, blank=True, help_text="资料名称或存放地点，一行一项。"
    )

    objects = SessionQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "大讲堂"
        verbose_name_plural = "大讲堂"
        ordering = ("-activity__held_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="session_audience_is_known"
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="session_topic_is_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="session_mode_is_known"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="session_has_hours"),
        )

    def __str__(self) -> str:
        return self.activity.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("training:session", args=[self.pk])

    @property
    def committee(self) -> Committee:
        """The committee that it belongs to."""
        return self.activity.committee

    @property
    def branch(self) -> Branch | None:
        """The branch that organises it; none where it is the committee's own."""
        return self.activity.branch

    @property
    def branch_id(self) -> int | None:
        """Number of the branch that organises it."""
        return self.activity.branch_id

    @property
    def whole_revision(self) -> int:
        """Grows whenever the session or its activity is changed, wherever that is done."""
        return self.revision + self.activity.revision
