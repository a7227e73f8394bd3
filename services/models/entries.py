"""What was done with a ticket."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.fields import EncryptedTextField
from core.scope import ScopedModel
from services.choices import Step
from services.models.tickets import Ticket


class TicketEntry(ScopedModel):
    """One step in the life of a ticket: when, who, what; never changed."""

    scope_path = ("ticket__branch", "ticket__committee")
    is_private: ClassVar[bool] = True

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="entries", verbose_name="服务工单")
    step = models.CharField("步骤", max_length=10, choices=Step.choices)
    at = models.DateTimeField("时间", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办账号"
    )
    by_name = models.CharField("经办人", max_length=60, blank=True)
    words = models.CharField("事项", max_length=200, blank=True)
    note = EncryptedTextField("说明", max_length=1000)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(step__in=Step.values), name="ticket_entry_step_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.ticket.number} {self.get_step_display()}"
