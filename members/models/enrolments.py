"""The time that a member spends with a branch."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from branches.models import Branch
from core.scope import ScopedModel, ScopedQuerySet
from members.choices import Departure
from members.models.people import Member
from stations.models import Station


class EnrolmentQuerySet(ScopedQuerySet["Enrolment"]):
    """Enrolments on a day and within a period."""

    def on(self, day: date) -> Self:
        """Leave the enrolments that are open at the end of ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: begun by then, not ended by then."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def open(self) -> Self:
        """Leave the enrolments that have not ended."""
        return self.filter(ended_on__isnull=True)


class Enrolment(ScopedModel):
    """在册 / 管理: a member is managed by a branch from ``started_on`` until ``ended_on``; never overwritten."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.CASCADE, related_name="enrolments", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="enrolments", verbose_name="党支部")
    started_on = models.DateField("流入日期")
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name="依托的驿站或阵地",
    )
    ended_on = models.DateField("结束日期", null=True, blank=True)
    outcome = models.CharField("去向", max_length=10, choices=Departure.choices, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "在册记录"
        verbose_name_plural = "在册记录"
        ordering = ("-started_on", "-pk")
        indexes = (
            models.Index(fields=("branch", "started_on", "ended_on"), name="enrolment_by_branch_and_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(ended_on__isnull=True),
                name="enrolment_one_open_for_each_member",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="enrolment_ends_after_start",
                violation_error_message="结束日期不能早于流入日期。",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(outcome=""))
                | (Q(ended_on__isnull=False) & Q(outcome__in=Departure.values)),
                name="enrolment_outcome_when_ended",
                violation_error_message="结束管理时须写明去向。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.branch.short_name} {self.started_on:%Y-%m-%d}"
