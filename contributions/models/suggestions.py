"""金点子."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee
from contributions.choices import SuggestionSource, SuggestionState
from contributions.models.checks import check
from contributions.rules import validate_phone
from core.days import PlusDays
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_phone
from core.records import Record, RecordQuerySet
from core.tokens import new_code
from members.models import Member

WAITING = (SuggestionState.HANDED_IN, SuggestionState.UNDER_REVIEW)
ADOPTED = (SuggestionState.ADOPTED, SuggestionState.CARRIED_OUT)
DECIDED = (*ADOPTED, SuggestionState.ANSWERED)


class SuggestionQuerySet(RecordQuerySet["Suggestion"]):
    """Suggestions and the day by which they want an answer."""

    def waiting(self) -> Self:
        """Leave those that are neither adopted nor answered."""
        return self.filter(state__in=WAITING)

    def overdue(self, today: date) -> Self:
        """Leave those that should have been answered before ``today``, by the setting of their committee."""
        due = PlusDays(F("handed_in_on"), F("committee__suggestion_days"))
        return self.waiting().alias(due=due).filter(due__lt=today)


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
    content = models.TextField("内容", max_length=2000, blank=True)
    source = models.CharField("来源", max_length=10, choices=SuggestionSource.choices)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("姓名", max_length=60)
    person_phone = EncryptedTextField("联系电话", mask=mask_phone, validators=[validate_phone])
    handed_in_on = models.DateField("提交日期")
    is_sent_in = models.BooleanField("本人网上提交", default=False, editable=False)
    state = models.CharField(
        "状态", max_length=15, choices=SuggestionState.choices, default=SuggestionState.HANDED_IN
    )
    taken_up_on = models.DateField("开始研究日期", null=True, blank=True)
    decided_on = models.DateField("采纳或答复日期", null=True, blank=True)
    reply = models.TextField("答复", max_length=1000, blank=True)
    carried_out_on = models.DateField("落实日期", null=True, blank=True)
    outcome = models.TextField("落实情况", max_length=1000, blank=True)
    follow_code = EncryptedTextField("查询码", default=new_code, editable=False)
    follow_code_index = BlindIndexField(source="follow_code", db_index=True)

    objects = SuggestionQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

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
                | (Q(state__in=WAITING) & Q(decided_on__isnull=True)),
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

    def clean(self) -> None:
        """Days have come, and everybody is of one committee."""
        past = ("handed_in_on", "taken_up_on", "decided_on", "carried_out_on")
        check(self, past=past, own=("branch", "member"))

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("contributions:suggestion", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is neither adopted nor answered."""
        return self.state in WAITING

    @property
    def due_on(self) -> date:
        """The last day for an answer, by the committee's setting."""
        return self.handed_in_on + timedelta(days=self.committee.suggestion_days)
