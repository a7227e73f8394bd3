"""Warm-current stations, incubation sites, and the Party organisations that grew there."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee, Enterprise
from core.fields import EncryptedTextField
from core.masking import mask_phone
from core.records import VALID, Record, RecordQuerySet
from core.tokens import new_token


class StationKind(models.TextChoices):
    """What a place is for."""

    STATION = "station", "暖流驿站"
    INCUBATOR = "incubator", "党建孵化阵地"


class StationQuerySet(RecordQuerySet["Station"]):
    """Stations on a day."""

    def on(self, day: date) -> Self:
        """Leave the stations that were open on ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: opened by then and not yet closed."""
        return Q(opened_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


class Station(Record):
    """暖流驿站 / 党建孵化阵地: where mobile members meet, at an enterprise; kept by a branch or the committee."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="stations", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="stations", verbose_name="负责支部"
    )
    kind = models.CharField("类别", max_length=10, choices=StationKind.choices)
    name = models.CharField("名称", max_length=60)
    host = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="stations", verbose_name="依托企业"
    )
    place = models.CharField("地点", max_length=100, blank=True)
    keeper = models.CharField("负责人", max_length=40, blank=True)
    keeper_phone = EncryptedTextField("负责人电话", mask=mask_phone)
    opening_hours = models.CharField("开放时间", max_length=60, blank=True)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True)
    notes = models.TextField("说明", max_length=1000, blank=True)
    token = models.CharField("二维码标识", max_length=32, unique=True, default=new_token, editable=False)

    objects = StationQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "驿站和阵地"
        verbose_name_plural = "驿站和阵地"
        ordering = ("kind", "opened_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "name"),
                condition=VALID,
                name="station_name_once",
                violation_error_message="已有同名的驿站或阵地。",
                violation_error_code="name",
            ),
            models.CheckConstraint(condition=Q(kind__in=StationKind.values), name="station_kind_is_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="station_closed_after_opened",
                violation_error_message="停用日期不能早于启用日期。",
                violation_error_code="closed_on",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("stations:station", args=[self.pk])

    def is_open_on(self, day: date) -> bool:
        """Tell whether it was open on ``day``; the day of closing is the first on which it is not."""
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)


class OrganisationKind(models.TextChoices):
    """Kinds of Party organisations in enterprises."""

    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    GROUP = "group", "党小组"


class IncubationState(models.TextChoices):
    """How far an organisation has come; follows from its dates."""

    GROWING = "growing", "孵化中"
    APPROVED = "approved", "已批准成立"
    ENDED = "ended", "已终止"


class IncubatedQuerySet(RecordQuerySet["IncubatedOrganisation"]):
    """Organisations that grew at the stations."""

    def in_state(self, state: str) -> Self:
        """Leave the organisations that have come as far as ``state``."""
        return self.filter(
            approved_on__isnull=state != IncubationState.APPROVED,
            ended_on__isnull=state != IncubationState.ENDED,
        )


class IncubatedOrganisation(Record):
    """孵化党组织: prepared at a station, then approved; the branch or enterprise that it became, where there is one."""

    scope_path = ("station__branch", "station__committee")

    station = models.ForeignKey(
        Station, models.PROTECT, related_name="incubated", verbose_name="孵化所在的驿站或阵地"
    )
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=15, choices=OrganisationKind.choices)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="incubated", verbose_name="所在企业"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="incubated", verbose_name="成为的党支部"
    )
    started_on = models.DateField("开始孵化日期", null=True, blank=True)
    approved_on = models.DateField("批准成立日期", null=True, blank=True)
    ended_on = models.DateField("终止孵化日期", null=True, blank=True)
    notes = models.TextField("说明", max_length=1000, blank=True)

    objects = IncubatedQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "孵化党组织"
        verbose_name_plural = "孵化党组织"
        ordering = ("-approved_on", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("station", "name"),
                condition=VALID,
                name="incubated_name_once",
                violation_error_message="这里已登记过同名的孵化党组织。",
                violation_error_code="name",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="incubated_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(approved_on__gte=F("started_on")),
                name="incubated_approved_after_started",
                violation_error_message="批准成立日期不能早于开始孵化日期。",
                violation_error_code="approved_on",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="incubated_ended_after_started",
                violation_error_message="终止孵化日期不能早于开始孵化日期。",
                violation_error_code="ended_on",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True) | Q(ended_on__isnull=True),
                name="incubated_approved_or_ended",
                violation_error_message="已批准成立的党组织不再终止孵化，两个日期只填一个。",
                violation_error_code="ended_on",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the page of its station, where it stands."""
        return f"{self.station.get_absolute_url()}#organisations"

    @property
    def state(self) -> IncubationState:
        """How far it has come."""
        if self.approved_on:
            return IncubationState.APPROVED
        return IncubationState.ENDED if self.ended_on else IncubationState.GROWING

    @property
    def branch_key(self) -> int | None:
        """Number of the branch that keeps the station."""
        return self.station.branch_id
