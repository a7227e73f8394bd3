"""What members give back: posts, mediations, improvements, suggestions, ventures."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee, Enterprise
from contributions.choices import (
    FIXED_UNITS,
    DisputeKind,
    DisputeResult,
    ImprovementKind,
    PostKind,
    ResultKind,
    SuggestionSource,
    SuggestionState,
)
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_phone
from core.records import Record, RecordQuerySet
from core.tokens import new_code
from members.models import Member

ADOPTED = (SuggestionState.ADOPTED, SuggestionState.CARRIED_OUT)
DECIDED = (*ADOPTED, SuggestionState.ANSWERED)


def _counts(most: int) -> list[MinValueValidator | MaxValueValidator]:
    words = f"请填 1 至 {most} 之间的整数。"
    return [MinValueValidator(1, words), MaxValueValidator(most, words)]


class PostQuerySet(RecordQuerySet["Post"]):
    """Posts on a day."""

    def on(self, day: date) -> Self:
        """Leave the posts that were held on ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: taken up by then and not yet laid down."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Post(Record):
    """示范岗、楼长、舍长: a post that a member holds for a term."""

    scope_path = "branch"

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="posts", verbose_name="党支部")
    member = models.ForeignKey(Member, models.PROTECT, related_name="posts", verbose_name="流动党员")
    kind = models.CharField("岗位", max_length=10, choices=PostKind.choices)
    place = models.CharField("岗位地点", max_length=100)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="所在企业"
    )
    duties = models.CharField("职责", max_length=200, blank=True)
    started_on = models.DateField("任职日期")
    term_ends_on = models.DateField("任期届满日期", null=True, blank=True)
    ended_on = models.DateField("卸任日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "岗位任职"
        verbose_name_plural = "岗位任职"
        ordering = ("kind", "-started_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PostKind.values), name="post_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="post_ends_after_start",
                violation_error_message="卸任日期不能早于任职日期。",
                violation_error_code="ended_on",
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on__isnull=True) | Q(term_ends_on__gt=F("started_on")),
                name="post_term_after_start",
                violation_error_message="任期届满日期应晚于任职日期。",
                violation_error_code="term_ends_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.get_kind_display()}"


class Mediation(Record):
    """矛盾纠纷调解: a dispute that a member helped to settle."""

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
    parties = EncryptedTextField("当事人", max_length=200)
    place = models.CharField("地点", max_length=100, blank=True)
    summary = EncryptedTextField("情况", max_length=1000)
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

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:mediation", args=[self.pk])


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
    quantity = models.PositiveIntegerField("数量", validators=_counts(10_000_000))
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

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:improvement", args=[self.pk])


class Suggestion(Record):
    """金点子: handed in, then adopted or answered; the answer is read with the follow code."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="suggestions", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name="党支部"
    )
    number = models.CharField("编号", max_length=20)
    title = models.CharField("标题", max_length=100)
    content = models.TextField("内容", max_length=2000)
    source = models.CharField("来源", max_length=10, choices=SuggestionSource.choices)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("姓名", max_length=60)
    person_phone = EncryptedTextField("联系电话", mask=mask_phone)
    handed_in_on = models.DateField("提交日期")
    state = models.CharField(
        "状态", max_length=15, choices=SuggestionState.choices, default=SuggestionState.HANDED_IN
    )
    decided_on = models.DateField("采纳或答复日期", null=True, blank=True)
    reply = models.TextField("答复", max_length=1000, blank=True)
    carried_out_on = models.DateField("落实日期", null=True, blank=True)
    outcome = models.TextField("落实情况", max_length=1000, blank=True)
    follow_code = EncryptedTextField("查询码", default=new_code, editable=False)
    follow_code_index = BlindIndexField(source="follow_code", db_index=True)

    class Meta:
        verbose_name = "金点子"
        verbose_name_plural = "金点子"
        ordering = ("-handed_in_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "number"),
                name="suggestion_number_once",
                violation_error_message="编号已被使用。",
                violation_error_code="number",
            ),
            models.CheckConstraint(
                condition=Q(source__in=SuggestionSource.values), name="suggestion_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="suggestion_state_is_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=DECIDED, decided_on__isnull=False) & Q(decided_on__gte=F("handed_in_on"))
                )
                | (Q(state__in=("handed_in", "review")) & Q(decided_on__isnull=True)),
                name="suggestion_day_when_decided",
                violation_error_message="采纳或答复的日期不能早于提交日期。",
                violation_error_code="decided_on",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="carried_out", carried_out_on__isnull=False)
                    & Q(carried_out_on__gte=F("decided_on"))
                )
                | (~Q(state="carried_out") & Q(carried_out_on__isnull=True)),
                name="suggestion_day_when_carried_out",
                violation_error_message="落实日期不能早于采纳日期。",
                violation_error_code="carried_out_on",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:suggestion", args=[self.pk])


class Venture(Record):
    """创业项目: a firm that a returning member brought to the park."""

    scope_path = ("branch", "committee")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="ventures", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="ventures", verbose_name="党支部"
    )
    title = models.CharField("项目名称", max_length=100)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="ventures", verbose_name="企业"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ventures",
        verbose_name="返乡创业的流动党员",
    )
    started_on = models.DateField("落户日期")
    ended_on = models.DateField("终止日期", null=True, blank=True)
    floor_area = models.PositiveIntegerField(
        "厂房面积（平方米）", null=True, blank=True, validators=_counts(10_000_000)
    )
    investment = models.DecimalField(
        "投资额（万元）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    notes = models.TextField("项目情况", max_length=2000, blank=True)

    class Meta:
        verbose_name = "创业项目"
        verbose_name_plural = "创业项目"
        ordering = ("-started_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="venture_ends_after_start",
                violation_error_message="终止日期不能早于落户日期。",
                violation_error_code="ended_on",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:venture", args=[self.pk])


class VentureResult(Record):
    """What a venture achieved on a day: so many patents granted, a prize, a title."""

    scope_path = ("venture__branch", "venture__committee")

    venture = models.ForeignKey(Venture, models.PROTECT, related_name="results", verbose_name="创业项目")
    kind = models.CharField("类别", max_length=10, choices=ResultKind.choices)
    on = models.DateField("日期")
    title = models.CharField("名称", max_length=100)
    count = models.PositiveIntegerField("数量", default=1, validators=_counts(10_000))
    granted_by = models.CharField("授予单位", max_length=100, blank=True)

    class Meta:
        verbose_name = "创业成果"
        verbose_name_plural = "创业成果"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ResultKind.values), name="venture_result_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="venture_result_has_count"),
        )

    def __str__(self) -> str:
        return self.title
