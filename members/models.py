"""Members, their enrolments in branches, contacts with them, and requests to move them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise, Partnership
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_national_id, mask_phone
from core.partial_dates import PartialDateField
from core.records import VALID, Record
from core.scope import ScopedModel, ScopedQuerySet
from members.choices import (
    ETHNIC_GROUPS,
    CardResult,
    Category,
    ContactKind,
    Departure,
    Direction,
    Education,
    HonourKind,
    HonourLevel,
    Occupation,
    PartyStatus,
    RequestState,
    SeatRole,
    Sex,
    TransferState,
)
from stations.models import Station


def _known(field: str, values: list[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *values]}), name=name)


class MemberQuerySet(ScopedQuerySet["Member"]):
    """People of the register."""

    def with_number(self, text: str) -> Self:
        """Leave those whose ID number or phone is exactly ``text``, by blind index."""
        if not text:
            return self.none()
        national_id: BlindIndexField = self.model._meta.get_field("national_id_index")
        phone: BlindIndexField = self.model._meta.get_field("phone_index")
        return self.filter(
            Q(national_id_index=national_id.index_of(text)) | Q(phone_index=phone.index_of(text))
        )


class Member(ScopedModel):
    """流动党员: the person with their Party data. ``branch`` manages them now, or did so last."""

    scope_path = "branch"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members", verbose_name="所属党委")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="members", verbose_name="所在党支部")

    name = models.CharField("姓名", max_length=60)
    name_pinyin = models.CharField("拼音", max_length=200, editable=False, db_index=True)
    name_initials = models.CharField("拼音首字母", max_length=200, editable=False, db_index=True)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, blank=True)
    ethnic_group = models.CharField("民族", max_length=2, choices=ETHNIC_GROUPS, blank=True)
    birth_date = PartialDateField("出生日期")
    national_id = EncryptedTextField("身份证号", mask=mask_national_id)
    national_id_index = BlindIndexField(source="national_id")
    phone = EncryptedTextField("手机号", mask=mask_phone)
    phone_index = BlindIndexField(source="phone", db_index=True)
    education = models.CharField("学历", max_length=2, choices=Education.choices, blank=True)
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    address = EncryptedTextField("家庭住址")

    category = models.CharField("党员类别", max_length=12, choices=Category.choices, blank=True)
    joined_on = PartialDateField("入党日期")
    confirmed_on = PartialDateField("转正日期")
    party_status = models.CharField(
        "党籍状态", max_length=10, choices=PartyStatus.choices, default=PartyStatus.NORMAL, blank=True
    )
    home_organisation = models.CharField("流出地党组织", max_length=100, blank=True)
    home_region = models.CharField("流出地", max_length=60, blank=True)
    home_contact = models.CharField("流出地联系人", max_length=40, blank=True)
    home_contact_phone = EncryptedTextField("流出地联系电话", mask=mask_phone)
    card_number = models.CharField("流动党员活动证号", max_length=30, blank=True)

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="工作单位"
    )
    occupation = models.CharField("职业类别", max_length=8, choices=Occupation.choices, blank=True)
    job_title = models.CharField("职务", max_length=60, blank=True)
    notes = EncryptedTextField("备注", max_length=1000)

    revision = models.PositiveIntegerField("修订次数", default=0, editable=False)
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("更新时间", default=timezone.now, editable=False)

    objects = MemberQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "流动党员"
        verbose_name_plural = "流动党员"
        ordering = ("name_pinyin", "pk")
        indexes = (models.Index(fields=("branch", "name_pinyin"), name="member_by_branch_and_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "national_id_index"), name="member_national_id_once"
            ),
            _known("sex", Sex.values, "member_sex_is_known"),
            _known("ethnic_group", [code for code, _ in ETHNIC_GROUPS], "member_ethnic_group_is_known"),
            _known("education", Education.values, "member_education_is_known"),
            _known("category", Category.values, "member_category_is_known"),
            _known("party_status", PartyStatus.values, "member_party_status_is_known"),
            _known("occupation", Occupation.values, "member_occupation_is_known"),
            models.CheckConstraint(
                condition=Q(confirmed_on="")
                | Q(joined_on="")
                | Q(confirmed_on__gte=Substr("joined_on", 1, 4)),
                name="member_confirmed_not_before_joined",
                violation_error_message="转正日期不能早于入党日期。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the member's page."""
        return reverse("members:member", args=[self.pk])


class EnrolmentQuerySet(ScopedQuerySet["Enrolment"]):
    """Enrolments on a day and within a period."""

    def on(self, day: date) -> Self:
        """Leave the enrolments that are open at the end of ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: begun by then, not ended by then."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def open(self) -> Self:
        """Leave the enrolments that have not ended."""
        return self.filter(ended_on__isnull=True)


class Enrolment(ScopedModel):
    """在册 / 管理: a member is managed by a branch from ``started_on`` until ``ended_on``; never overwritten."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.CASCADE, related_name="enrolments", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="enrolments", verbose_name="党支部")
    started_on = models.DateField("流入日期")
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name="依托的驿站或阵地",
    )
    ended_on = models.DateField("结束日期", null=True, blank=True)
    outcome = models.CharField("去向", max_length=10, choices=Departure.choices, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "在册记录"
        verbose_name_plural = "在册记录"
        ordering = ("-started_on", "-pk")
        indexes = (
            models.Index(fields=("branch", "started_on", "ended_on"), name="enrolment_by_branch_and_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(ended_on__isnull=True),
                name="enrolment_one_open_for_each_member",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="enrolment_ends_after_start",
                violation_error_message="结束日期不能早于流入日期。",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(outcome=""))
                | (Q(ended_on__isnull=False) & Q(outcome__in=Departure.values)),
                name="enrolment_outcome_when_ended",
                violation_error_message="结束管理时须写明去向。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.branch.short_name} {self.started_on:%Y-%m-%d}"


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


class RelationTransfer(Record):
    """组织关系转接: formal membership moves, with its letter. One into the park, received, settles the member."""

    scope_path = "branch"

    member = models.ForeignKey(Member, models.PROTECT, related_name="transfers", verbose_name="流动党员")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="transfers", verbose_name="经办支部")
    direction = models.CharField("方向", max_length=5, choices=Direction.choices)
    state = models.CharField(
        "状态", max_length=10, choices=TransferState.choices, default=TransferState.DRAFT
    )
    from_organisation = models.CharField("转出党组织", max_length=100)
    to_organisation = models.CharField("接收党组织", max_length=100)
    letter_number = models.CharField("介绍信编号", max_length=40, blank=True)
    sent_on = models.DateField("开出日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    finished_on = models.DateField("办结日期", null=True, blank=True)
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name="经由驿站或阵地",
    )
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "组织关系转接"
        verbose_name_plural = "组织关系转接"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="transfer_direction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TransferState.values), name="transfer_state_is_known"
            ),
            models.UniqueConstraint(
                fields=("member",),
                condition=VALID & Q(state__in=("draft", "sent")),
                name="transfer_one_under_way",
                violation_error_message="此人已有一项组织关系转接正在办理。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled"))
                | (
                    Q(sent_on__isnull=False, valid_until__isnull=False)
                    & Q(valid_until__gte=F("sent_on"))
                    & ~Q(letter_number="")
                ),
                name="transfer_letter_when_sent",
                violation_error_message="开出介绍信时请填编号、开出日期和有效期，有效期不能早于开出日期。",
                violation_error_code="valid_until",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=("draft", "sent")) & Q(finished_on__isnull=True))
                | (
                    Q(state__in=("received", "sent_back", "expired", "cancelled"))
                    & Q(finished_on__isnull=False)
                    & (Q(sent_on__isnull=True) | Q(finished_on__gte=F("sent_on")))
                ),
                name="transfer_day_when_finished",
                violation_error_message="办结日期不能早于开出日期。",
                violation_error_code="finished_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.get_direction_display()}"

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("members:transfer", args=[self.pk])


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
        return f"{self.member.name if self.member else self.holder_name} {self.get_role_display()}"


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
