"""People of the register."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_national_id, mask_phone
from core.partial_dates import PartialDateField
from core.scope import ScopedModel, ScopedQuerySet
from members.choices import ETHNIC_GROUPS, Category, Education, Occupation, PartyStatus, Sex


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
