"""Contacts with members, and requests to move them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from branches.models import Branch
from core.fields import EncryptedTextField
from core.scope import ScopedModel
from members.choices import ContactKind, RequestState
from members.models.people import Member


class Contact(ScopedModel):
    """A contact that a branch had with a member: visit, talk, phone, message."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.CASCADE, related_name="contacts", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="contacts", verbose_name="党支部")
    on = models.DateField("日期")
    kind = models.CharField("方式", max_length=10, choices=ContactKind.choices)
    summary = EncryptedTextField("情况", max_length=500, blank=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="记录人"
    )
    created_at = models.DateTimeField("记录时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "联系记录"
        verbose_name_plural = "联系记录"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.on:%Y-%m-%d} {self.get_kind_display()}"


class MoveRequest(ScopedModel):
    """A branch asks for a member that another branch manages (or managed last); staff decide.

    ``scope_path`` is the asking branch: it learns nothing about the other but the decision.
    """

    scope_path = "to_branch"

    member = models.ForeignKey(Member, models.CASCADE, related_name="move_requests", verbose_name="流动党员")
    to_branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="move_requests", verbose_name="申请调入支部"
    )
    reason = models.CharField("理由", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RequestState.choices, default=RequestState.PENDING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    requested_at = models.DateTimeField("申请时间", default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True, editable=False)
    answer = models.CharField("审批意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "调入申请"
        verbose_name_plural = "调入申请"
        ordering = ("-requested_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="move_request_state_is_known"
            ),
            models.UniqueConstraint(
                fields=("member", "to_branch"),
                condition=Q(state="pending"),
                name="move_request_one_pending",
                violation_error_message="已经提出过申请，正在等待党委审批。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} → {self.to_branch.short_name}"

    @property
    def branch_id(self) -> int:
        """The asking branch, for the audit log."""
        return self.to_branch_id
