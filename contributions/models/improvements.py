"""实事: 夫妻房, 停车场 and the like."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from branches.models import Branch, Committee, Enterprise
from contributions.choices import FIXED_UNITS, ImprovementKind
from contributions.models.checks import check
from contributions.models.limits import up_to
from core.records import VALID, Record


class Improvement(Record):
    """实事: a thing delivered for the people of the park, with quantity and unit."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="improvements", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="improvements", verbose_name="党支部"
    )
    kind = models.CharField("类别", max_length=15, choices=ImprovementKind.choices)
    title = models.CharField("名称", max_length=100)
    quantity = models.PositiveIntegerField("数量", validators=up_to(10_000_000))
    unit = models.CharField("单位", max_length=10)
    delivered_on = models.DateField("落实日期")
    place = models.CharField("地点", max_length=100, blank=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="improvements", verbose_name="企业"
    )
    notes = models.TextField("说明", max_length=1000, blank=True)

    class Meta:
        verbose_name = "实事"
        verbose_name_plural = "实事"
        ordering = ("-delivered_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "kind", "title", "delivered_on"),
                condition=VALID,
                name="improvement_once",
                violation_error_message="同一天已登记过同名的实事；分几批落实的，请在名称里写明。",
                violation_error_code="title",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ImprovementKind.values), name="improvement_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="improvement_has_quantity"),
            *(
                models.CheckConstraint(
                    condition=~Q(kind=kind) | Q(unit=unit),
                    name=f"improvement_unit_of_{kind.value}",
                    violation_error_message=f"{kind.label}按“{unit}”登记，报表要相加。",
                    violation_error_code="unit",
                )
                for kind, unit in FIXED_UNITS.items()
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """It has been delivered, and everybody is of one committee."""
        check(self, past=("delivered_on",), own=("branch", "enterprise"))

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:improvement", args=[self.pk])
