"""Committee, branches, enterprises and partnerships: the organisation that everything else belongs to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches import credit_codes
from core.scope import ScopedModel, ScopedQuerySet
from core.tokens import new_token


def validate_credit_code(code: str) -> None:
    """Raise ``ValidationError`` with the sentence where GB 32100-2015 says no."""
    if fault := credit_codes.fault_of(code):
        raise ValidationError(fault, code="credit_code")


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    words = f"请填 {least} 至 {most} 之间的整数。"
    return [MinValueValidator(least, words), MaxValueValidator(most, words)]


class Committee(ScopedModel):
    """流动党员党委: one park's committee. A deployment may hold several; each sees only its own."""

    scope_path = ""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30)
    region_code = models.CharField("行政区划代码", max_length=12, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    contact_months = models.PositiveSmallIntegerField("联系间隔（月）", default=3, validators=_between(1, 24))
    register_days = models.PositiveSmallIntegerField(
        "报到期限（天）", default=30, validators=_between(1, 365)
    )
    lost_months = models.PositiveSmallIntegerField("失联认定（月）", default=6, validators=_between(1, 36))
    letter_days = models.PositiveSmallIntegerField(
        "介绍信有效期（天）", default=90, validators=_between(1, 365)
    )
    letter_notice_days = models.PositiveSmallIntegerField(
        "介绍信到期提前提醒（天）", default=15, validators=_between(1, 90)
    )
    confirm_notice_days = models.PositiveSmallIntegerField(
        "转正提前提醒（天）", default=30, validators=_between(1, 180)
    )
    card_check_month = models.PositiveSmallIntegerField(
        "活动证年度查验起始月", default=10, validators=_between(1, 12)
    )
    term_notice_days = models.PositiveSmallIntegerField(
        "届满提前提醒（天）", default=90, validators=_between(1, 365)
    )
    station_notice_day = models.PositiveSmallIntegerField(
        "每月几日起提醒驿站活动", default=20, validators=_between(1, 28)
    )
    ticket_notice_days = models.PositiveSmallIntegerField(
        "工单到期提前提醒（工作日）", default=2, validators=_between(0, 30)
    )
    suggestion_days = models.PositiveSmallIntegerField(
        "金点子答复期限（天）", default=30, validators=_between(1, 365)
    )
    return_day = models.PositiveSmallIntegerField(
        "支部月报次月几日前报送", default=5, validators=_between(1, 28)
    )
    return_notice_days = models.PositiveSmallIntegerField(
        "支部月报提前提醒（天）", default=3, validators=_between(0, 15)
    )
    change_threshold = models.PositiveSmallIntegerField(
        "变化较大的界限（%）", default=20, validators=_between(5, 200)
    )
    import_file_days = models.PositiveSmallIntegerField(
        "导入的文件保留（天）", default=90, validators=_between(0, 3650)
    )
    report_head = models.CharField("月报负责人", max_length=30, blank=True)
    report_checker = models.CharField("月报审核人", max_length=30, blank=True)
    report_preparer = models.CharField("月报填表人", max_length=30, blank=True)
    report_telephone = models.CharField("月报联系电话", max_length=30, blank=True)
    public_token = models.CharField(
        "公开页面标识", max_length=32, unique=True, default=new_token, editable=False
    )

    class Meta:
        verbose_name = "流动党员党委"
        verbose_name_plural = "流动党员党委"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Nobody can count as lost before the next contact is due."""
        if self.lost_months < self.contact_months:
            raise ValidationError({"lost_months": "失联认定的月数不能少于联系间隔的月数。"})

    @property
    def committee_id(self) -> int:
        """Its own number, so that traces of it are found like those of its rows."""
        return self.pk


class BranchQuerySet(ScopedQuerySet["Branch"]):
    """Branches on a day."""

    def on(self, day: date) -> Self:
        """Leave the branches that existed on ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: founded by then (or no date known) and not yet dissolved."""
        return (Q(founded_on__isnull=True) | Q(founded_on__lte=day)) & (
            Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
        )


class Branch(ScopedModel):
    """党支部: a branch of the committee; it manages members by enrolments."""

    scope_path = ""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="branches", verbose_name="所属党委")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=30)
    code = models.SlugField("代码", max_length=20)
    host = models.ForeignKey(
        "Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_branches",
        verbose_name="依托企业",
    )
    founded_on = models.DateField("成立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    term_ends_on = models.DateField("届满日期", null=True, blank=True)

    objects = BranchQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "党支部"
        verbose_name_plural = "党支部"
        ordering = ("committee", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "name"),
                name="branch_name_once",
                violation_error_message="本党委已有同名党支部。",
            ),
            models.UniqueConstraint(
                fields=("committee", "short_name"),
                name="branch_short_name_once",
                violation_error_message="本党委已有相同简称的党支部。",
            ),
            models.UniqueConstraint(
                fields=("committee", "code"),
                name="branch_code_once",
                violation_error_message="代码已被使用。",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gt=F("founded_on")),
                name="branch_dissolved_after_founded",
                violation_error_message="撤销日期应晚于成立日期。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("branches:branch", args=[self.pk])

    @property
    def branch_id(self) -> int:
        """Its own number, so that traces of it are found like those of its rows."""
        return self.pk


class Ownership(models.TextChoices):
    """Kinds of employers; the first five are 两企三新."""

    MIXED = "mixed", "混合所有制企业"
    NON_PUBLIC = "non_public", "非公有制企业"
    NEW_ECONOMIC = "new_economic", "新经济组织"
    NEW_SOCIAL = "new_social", "新社会组织"
    NEW_GROUP = "new_group", "新就业群体"
    STATE = "state", "国有企业"
    INSTITUTION = "institution", "机关事业单位"
    OTHER = "other", "其他"

    @property
    def is_two_new(self) -> bool:
        """Tell whether it is one of 两企三新 (``FIGURES``: mixed, non-public, three kinds of new)."""
        return self in TWO_NEW


TWO_NEW = (
    Ownership.MIXED,
    Ownership.NON_PUBLIC,
    Ownership.NEW_ECONOMIC,
    Ownership.NEW_SOCIAL,
    Ownership.NEW_GROUP,
)


class Industry(models.TextChoices):
    """Sections of GB/T 4754-2017 that occur in a port's industrial park, by their official letters."""

    AGRICULTURE = "A", "农、林、牧、渔业"
    MANUFACTURING = "C", "制造业"
    ENERGY = "D", "电力、热力、燃气及水生产和供应业"
    CONSTRUCTION = "E", "建筑业"
    TRADE = "F", "批发和零售业"
    TRANSPORT = "G", "交通运输、仓储和邮政业"
    HOSPITALITY = "H", "住宿和餐饮业"
    SOFTWARE = "I", "信息传输、软件和信息技术服务业"
    FINANCE = "J", "金融业"
    PROPERTY = "K", "房地产业"
    BUSINESS = "L", "租赁和商务服务业"
    RESEARCH = "M", "科学研究和技术服务业"
    OTHER = "S", "其他"


class EnterpriseQuerySet(ScopedQuerySet["Enterprise"]):
    """Enterprises on a day."""

    def on(self, day: date) -> Self:
        """Leave the enterprises that were in the park on ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: arrived by then (or no date known) and not yet left."""
        return (Q(arrived_on__isnull=True) | Q(arrived_on__lte=day)) & (
            Q(left_on__isnull=True) | Q(left_on__gt=day)
        )


class Enterprise(ScopedModel):
    """企业 / 单位: an employer in the park. Its covering branch looks after the members who work there."""

    scope_path = "committee"
    write_scope_path: ClassVar[tuple[str, ...]] = ("covered_by", "committee")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="enterprises", verbose_name="所属党委"
    )
    name = models.CharField("名称", max_length=100)
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, blank=True, validators=[validate_credit_code]
    )
    ownership = models.CharField("所有制", max_length=12, choices=Ownership.choices)
    industry = models.CharField("行业", max_length=1, choices=Industry.choices, blank=True)
    covered_by = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="covered_enterprises",
        verbose_name="联系支部",
    )
    employee_count = models.PositiveIntegerField("职工人数", null=True, blank=True)
    arrived_on = models.DateField("入园日期", null=True, blank=True)
    left_on = models.DateField("离园日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订次数", default=0, editable=False)

    objects = EnterpriseQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "企业"
        verbose_name_plural = "企业"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "name"),
                name="enterprise_name_once",
                violation_error_message="已有同名企业。",
            ),
            models.UniqueConstraint(
                fields=("committee", "credit_code"),
                condition=~Q(credit_code=""),
                name="enterprise_credit_code_once",
                violation_error_message="已有企业使用这个统一社会信用代码。",
            ),
            models.CheckConstraint(
                condition=Q(ownership__in=Ownership.values), name="enterprise_ownership_is_known"
            ),
            models.CheckConstraint(
                condition=Q(industry__in=["", *Industry.values]), name="enterprise_industry_is_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(arrived_on__isnull=True)
                | Q(left_on__gte=F("arrived_on")),
                name="enterprise_left_after_arrived",
                violation_error_message="离园日期不能早于入园日期。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("branches:enterprise", args=[self.pk])

    @property
    def branch_id(self) -> int | None:
        """Number of the covering branch, for the audit log."""
        return self.covered_by_id


class PartnershipQuerySet(ScopedQuerySet["Partnership"]):
    """Partnerships on a day."""

    @staticmethod
    def on_condition(day: date) -> Q:
        """Agreed by ``day`` and not yet ended."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Partnership(ScopedModel):
    """党建共建 (荆岳共建): joint work with another place's committee."""

    scope_path = "committee"

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="partnerships", verbose_name="所属党委"
    )
    partner = models.CharField("共建党组织", max_length=100)
    region = models.CharField("地区", max_length=60, blank=True)
    started_on = models.DateField("共建日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    notes = models.TextField("说明", blank=True)

    objects = PartnershipQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "党建共建"
        verbose_name_plural = "党建共建"
        ordering = ("-started_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "partner"),
                name="partner_once",
                violation_error_message="已登记与这个党组织的共建。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="partnership_ends_after_start",
                violation_error_message="结束日期应晚于共建日期。",
            ),
        )

    def __str__(self) -> str:
        return self.partner
