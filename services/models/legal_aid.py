"""Matters that a lawyer looks after."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee
from core.fields import EncryptedTextField
from core.records import Record
from members.models import Member
from services.choices import AidMatter, AidState
from services.models.tickets import Ticket


class LegalAid(Record):
    """法律援助: a matter that a lawyer looks after; it may hang on a ticket."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="legal_aids", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="支部"
    )
    matter = models.CharField("事由", max_length=10, choices=AidMatter.choices)
    state = models.CharField("状态", max_length=10, choices=AidState.choices, default=AidState.OPEN)
    on = models.DateField("受理日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("受援人", max_length=60)
    lawyer = models.CharField("承办律师或机构", max_length=100, blank=True)
    summary = EncryptedTextField("情况", max_length=1000)
    result = EncryptedTextField("结果", max_length=1000)
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="相关工单"
    )

    class Meta:
        verbose_name = "法律援助"
        verbose_name_plural = "法律援助"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(matter__in=AidMatter.values), name="aid_matter_is_known"),
            models.CheckConstraint(condition=Q(state__in=AidState.values), name="aid_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state=AidState.OPEN) & Q(closed_on__isnull=True))
                | (~Q(state=AidState.OPEN) & Q(closed_on__isnull=False, closed_on__gte=F("on"))),
                name="aid_closed_after_opened",
                violation_error_message="办结时请填办结日期，且不早于受理日期；未办结时不填。",
                violation_error_code="closed_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_matter_display()}"

    @property
    def who(self) -> str:
        """Who was helped."""
        return self.member.name if self.member else self.person_name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("services:legal_aid", args=[self.pk])
