"""Calling on people."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from branches.models import Branch, Committee
from core.fields import EncryptedTextField
from core.records import Record
from members.models import Member
from services.choices import VisitKind
from services.models.tickets import Ticket


class Visit(Record):
    """走访慰问: a branch or the committee calls on somebody; what cannot be settled there becomes a ticket."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="visits", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="走访支部"
    )
    kind = models.CharField("类别", max_length=10, choices=VisitKind.choices)
    on = models.DateField("走访日期")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("走访对象", max_length=60)
    visitors = models.CharField("走访人", max_length=100, blank=True)
    goods = models.CharField("慰问品", max_length=100, blank=True)
    amount = models.DecimalField(
        "慰问金（元）",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    summary = EncryptedTextField("走访情况", max_length=1000)
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="转成的工单"
    )

    class Meta:
        verbose_name = "走访慰问"
        verbose_name_plural = "走访慰问"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_is_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="visit_amount_not_negative",
                violation_error_message="金额不能是负数。",
                violation_error_code="amount",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"

    @property
    def who(self) -> str:
        """Who was called on."""
        return self.member.name if self.member else self.person_name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("services:visit", args=[self.pk])
