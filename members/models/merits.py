"""Honours, offices, and the yearly check of activity cards."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from branches.models import Branch, Committee, Partnership
from core.records import VALID, Record, RecordQuerySet
from members.choices import CardResult, HonourKind, HonourLevel, SeatRole
from members.models.people import Member


class Honour(Record):
    """荣誉: what a member was honoured as, at which level, by whom."""

    scope_path = "member__branch"

    member = models.ForeignKey(Member, models.PROTECT, related_name="honours", verbose_name="流动党员")
    kind = models.CharField("类别", max_length=15, choices=HonourKind.choices)
    title = models.CharField("荣誉名称", max_length=100)
    level = models.CharField("级别", max_length=10, choices=HonourLevel.choices)
    granted_by = models.CharField("授予单位", max_length=100, blank=True)
    granted_on = models.DateField("授予日期")

    class Meta:
        verbose_name = "荣誉"
        verbose_name_plural = "荣誉"
        ordering = ("-granted_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=HonourKind.values), name="honour_kind_is_known"),
            models.CheckConstraint(condition=Q(level__in=HonourLevel.values), name="honour_level_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.title}"

    @property
    def committee(self) -> Committee:
        """The member's committee, for the form."""
        return self.member.committee


class Seat(Record):
    """An office in the committee, in a branch, or (荆岳共建) in a partner's committee, for a term."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="党支部"
    )
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="共建党组织"
    )
    role = models.CharField("职务", max_length=15, choices=SeatRole.choices)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="流动党员"
    )
    holder_name = models.CharField(
        "姓名", max_length=60, help_text="不是在册流动党员的，在这里填姓名。", blank=True
    )
    holder_title = models.CharField("单位和职务", max_length=100, blank=True)
    started_on = models.DateField("任职日期")
    term_ends_on = models.DateField("届满日期", null=True, blank=True)
    ended_on = models.DateField("卸任日期", null=True, blank=True)

    class Meta:
        verbose_name = "班子任职"
        verbose_name_plural = "班子任职"
        ordering = ("branch__code", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=SeatRole.values), name="seat_role_is_known"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(holder_name=""),
                name="seat_has_a_holder",
                violation_error_message="请选择流动党员，或填写姓名。",
                violation_error_code="holder_name",
            ),
            models.CheckConstraint(
                condition=Q(branch__isnull=True) | Q(partnership__isnull=True),
                name="seat_in_one_body",
                violation_error_message="党支部和共建党组织只能选一个。",
                violation_error_code="partnership",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="seat_ends_after_start",
                violation_error_message="卸任日期不能早于任职日期。",
                violation_error_code="ended_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} {self.get_role_display()}"

    @property
    def holder(self) -> str:
        """The name of whoever holds the office."""
        return self.member.name if self.member else self.holder_name

    @property
    def body(self) -> Committee | Branch | Partnership:
        """Where the office is."""
        return self.branch or self.partnership or self.committee

    def beside(self) -> RecordQuerySet[Seat]:
        """Return the other valid seats of the same body."""
        places = {
            "committee": self.committee_id,
            "branch": self.branch_id,
            "partnership": self.partnership_id,
        }
        same = [
            Q(**{f"{name}__isnull": True}) if key is None else Q(**{name: key})
            for name, key in places.items()
        ]
        rows: RecordQuerySet[Seat] = Seat.objects.valid()
        return rows.filter(*same).exclude(pk=self.pk)


class CardCheck(Record):
    """The yearly check of a member's activity card."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.PROTECT, related_name="card_checks", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="card_checks", verbose_name="党支部")
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("查验日期")
    result = models.CharField("结果", max_length=10, choices=CardResult.choices)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "活动证查验"
        verbose_name_plural = "活动证查验"
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("member", "year"),
                condition=VALID,
                name="card_check_once_a_year",
                violation_error_message="这一年度已经查验过。",
                violation_error_code="year",
            ),
            models.CheckConstraint(
                condition=Q(result__in=CardResult.values), name="card_check_result_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.year}"
