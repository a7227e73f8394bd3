"""The deals that came of meeting at an activity."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from activities.models.belonging import foreign_to
from activities.models.gatherings import Activity
from branches.models import Branch, Committee, Enterprise
from core.records import Record


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

    def clean(self) -> None:
        """Judge what hangs together."""
        faults = foreign_to(self, "branch", "activity", "buyer", "seller")
        day: date | None = self.signed_on  # none yet while a form is being judged
        if day and day > timezone.localdate():
            faults["signed_on"] = "签订日期不能晚于今天。"
        if faults:
            raise ValidationError(faults)
