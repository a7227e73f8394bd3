"""矛盾纠纷调解."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee
from contributions.choices import DisputeKind, DisputeResult
from contributions.models.checks import check
from core.fields import EncryptedTextField
from core.records import Record
from members.models import Member


def withheld(text: str) -> str:
    """Say that there is a text, and nothing of what it says: not even its beginning goes into the log."""
    return "（内容加密）" if text else ""


class Mediation(Record):
    """矛盾纠纷调解: a dispute that a member helped to settle. Who quarrelled over what is stored encrypted."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="mediations", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="mediations", verbose_name="党支部"
    )
    on = models.DateField("受理日期")
    kind = models.CharField("类别", max_length=10, choices=DisputeKind.choices)
    mediator = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="mediations", verbose_name="调解人"
    )
    parties = EncryptedTextField("当事人", max_length=200, mask=withheld)
    place = models.CharField("地点", max_length=100, blank=True)
    summary = EncryptedTextField("情况", max_length=1000, mask=withheld)
    result = models.CharField(
        "结果", max_length=10, choices=DisputeResult.choices, default=DisputeResult.PENDING
    )
    settled_on = models.DateField("调解成功日期", null=True, blank=True)

    class Meta:
        verbose_name = "矛盾纠纷调解"
        verbose_name_plural = "矛盾纠纷调解"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DisputeKind.values), name="mediation_kind_is_known"),
            models.CheckConstraint(
                condition=Q(result__in=DisputeResult.values), name="mediation_result_is_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(result=DisputeResult.SETTLED, settled_on__isnull=False) & Q(settled_on__gte=F("on"))
                )
                | (~Q(result=DisputeResult.SETTLED) & Q(settled_on__isnull=True)),
                name="mediation_day_when_settled",
                violation_error_message="调解成功时请填成功日期，且不早于受理日期；其他结果不填。",
                violation_error_code="settled_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"

    def clean(self) -> None:
        """Days have come, and everybody is of one committee."""
        check(self, past=("on", "settled_on"), own=("branch", "mediator"))

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:mediation", args=[self.pk])
