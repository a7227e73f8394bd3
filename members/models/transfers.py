"""Formal membership that moves."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch
from core.records import VALID, Record, RecordQuerySet
from members.choices import Direction, TransferState
from members.models.people import Member
from stations.models import Station

UNDER_WAY = (TransferState.DRAFT, TransferState.SENT)
"""States in which something is still to be done."""


class RelationTransferQuerySet(RecordQuerySet["RelationTransfer"]):
    """Transfers by where they stand."""

    def under_way(self) -> Self:
        """Leave those in which something is still to be done."""
        return self.valid().filter(state__in=UNDER_WAY)

    def out_of_date(self, day: date) -> Self:
        """Leave those whose letter was no longer valid on ``day`` and has not been answered."""
        return self.valid().filter(state=TransferState.SENT, valid_until__lt=day)


class RelationTransfer(Record):
    """组织关系转接: formal membership moves, with its letter. One into the park, received, settles the member."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.PROTECT, related_name="transfers", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="transfers", verbose_name="经办支部")
    direction = models.CharField("方向", max_length=5, choices=Direction.choices)
    state = models.CharField(
        "状态", max_length=10, choices=TransferState.choices, default=TransferState.DRAFT
    )
    from_organisation = models.CharField("转出党组织", max_length=100)
    to_organisation = models.CharField("接收党组织", max_length=100)
    letter_number = models.CharField("介绍信编号", max_length=40, blank=True)
    sent_on = models.DateField("开出日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    finished_on = models.DateField("办结日期", null=True, blank=True)
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name="经由驿站或阵地",
    )
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RelationTransferQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "组织关系转接"
        verbose_name_plural = "组织关系转接"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="transfer_direction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TransferState.values), name="transfer_state_is_known"
            ),
            models.UniqueConstraint(
                fields=("member",),
                condition=VALID & Q(state__in=("draft", "sent")),
                name="transfer_one_under_way",
                violation_error_message="此人已有一项组织关系转接正在办理。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled"))
                | (
                    Q(sent_on__isnull=False, valid_until__isnull=False)
                    & Q(valid_until__gte=F("sent_on"))
                    & ~Q(letter_number="")
                ),
                name="transfer_letter_when_sent",
                violation_error_message="开出介绍信时请填编号、开出日期和有效期，有效期不能早于开出日期。",
                violation_error_code="valid_until",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=("draft", "sent")) & Q(finished_on__isnull=True))
                | (
                    Q(state__in=("received", "sent_back", "expired", "cancelled"))
                    & Q(finished_on__isnull=False)
                    & (Q(sent_on__isnull=True) | Q(finished_on__gte=F("sent_on")))
                ),
                name="transfer_day_when_finished",
                violation_error_message="办结日期不能早于开出日期。",
                violation_error_code="finished_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.get_direction_display()}"

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("members:transfer", args=[self.pk])

    @property
    def is_into_park(self) -> bool:
        """Tell whether formal membership moves into the park, which settles the member."""
        return self.direction == Direction.IN
