"""Tickets with their entries, visits, legal aid; working days and the time that each kind of ticket has."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from branches.models import Branch, Committee
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_phone
from core.periods import Period
from core.records import Record, RecordQuerySet
from core.scope import ScopedModel
from core.tokens import new_code
from members.models import Member
from services.choices import (
    AidMatter,
    AidState,
    DayKind,
    Source,
    Step,
    TicketKind,
    TicketState,
    Urgency,
    VisitKind,
)
from stations.models import Station

OPEN = (TicketState.HANDED_IN, TicketState.ACCEPTED, TicketState.IN_WORK)
SOLVED = (TicketState.SOLVED, TicketState.RATED, TicketState.ARCHIVED)


class TicketQuerySet(RecordQuerySet["Ticket"]):
    """Tickets by what is left to do."""

    def open(self) -> Self:
        """Leave those that somebody still waits for."""
        return self.valid().filter(state__in=OPEN)

    @staticmethod
    def solved_condition(period: Period) -> Q:
        """Solved on one of the days of ``period``; what was reopened since has no day of solving any more."""
        return Q(solved_on__gte=period.first, solved_on__lte=period.last)


class Ticket(Record):
    """服务工单: a problem to solve, of a member or of somebody else."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="tickets", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name="办理支部"
    )
    number = models.CharField("编号", max_length=20)
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    kind = models.CharField("类别", max_length=10, choices=TicketKind.choices)
    urgency = models.CharField("紧急程度", max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    state = models.CharField(
        "状态", max_length=10, choices=TicketState.choices, default=TicketState.HANDED_IN
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name="流动党员"
    )
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name="驿站或阵地"
    )
    person_name = EncryptedTextField("姓名", max_length=60)
    person_phone = EncryptedTextField("联系电话", mask=mask_phone)
    description = EncryptedTextField("诉求", max_length=2000, blank=False)
    reply = EncryptedTextField("答复", max_length=1000)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_tickets",
        verbose_name="承办人",
    )
    received_on = models.DateField("受理登记日期")
    due_on = models.DateField("办理期限", null=True, blank=True)
    solved_on = models.DateField("解决日期", null=True, blank=True)
    rating = models.PositiveSmallIntegerField(
        "满意度",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "请选 1 至 5。"), MaxValueValidator(5, "请选 1 至 5。")],
    )
    rating_words = EncryptedTextField("评价", max_length=500)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True, editable=False)
    follow_code = EncryptedTextField("查询码", default=new_code, editable=False)
    follow_code_index = BlindIndexField(source="follow_code", db_index=True)

    objects = TicketQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "服务工单"
        verbose_name_plural = "服务工单"
        ordering = ("-received_on", "-pk")
        indexes = (
            models.Index(fields=("committee", "state", "due_on"), name="ticket_to_do"),
            models.Index(fields=("committee", "solved_on"), name="ticket_by_day_solved"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "number"),
                name="ticket_number_once",
                violation_error_message="编号已被使用。",
                violation_error_code="number",
            ),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="ticket_source_is_known"),
            models.CheckConstraint(condition=Q(kind__in=TicketKind.values), name="ticket_kind_is_known"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="ticket_urgency_is_known"),
            models.CheckConstraint(condition=Q(state__in=TicketState.values), name="ticket_state_is_known"),
            models.CheckConstraint(
                condition=Q(solved_on__isnull=True) | Q(solved_on__gte=F("received_on")),
                name="ticket_solved_after_received",
                violation_error_message="解决日期不能早于受理登记日期。",
                violation_error_code="solved_on",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=SOLVED) & Q(solved_on__isnull=False))
                | (~Q(state__in=SOLVED) & Q(solved_on__isnull=True)),
                name="ticket_day_of_solving_when_solved",
                violation_error_message="已解决的工单须有解决日期，未解决的不填。",
                violation_error_code="solved_on",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="ticket_rating_1_to_5",
                violation_error_message="请选 1 至 5。",
                violation_error_code="rating",
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("services:ticket", args=[self.pk])

    @property
    def who(self) -> str:
        """Whose problem it is: the member's name, or what somebody else gave as theirs."""
        return self.member.name if self.member else self.person_name

    @property
    def phone(self) -> str:
        """Where they can be called: the number given for this ticket, else the member's own."""
        return self.person_phone or (self.member.phone if self.member else "")

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still waits."""
        return self.state in OPEN


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


class Visit(Record):
    """走访慰问: a branch or the committee calls on somebody; what cannot be settled there becomes a ticket."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="visits", verbose_name="所属党委")
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="走访支部"
    )
    kind = models.CharField("类别", max_length=10, choices=VisitKind.choices)
    on = models.DateField("走访日期")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("走访对象", max_length=60)
    visitors = models.CharField("走访人", max_length=100, blank=True)
    goods = models.CharField("慰问品", max_length=100, blank=True)
    amount = models.DecimalField(
        "慰问金（元）",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    summary = EncryptedTextField("走访情况", max_length=1000)
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="转成的工单"
    )

    class Meta:
        verbose_name = "走访慰问"
        verbose_name_plural = "走访慰问"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_is_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="visit_amount_not_negative",
                violation_error_message="金额不能是负数。",
                violation_error_code="amount",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"

    @property
    def who(self) -> str:
        """Who was called on."""
        return self.member.name if self.member else self.person_name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("services:visit", args=[self.pk])


class LegalAid(Record):
    """法律援助: a matter that a lawyer looks after; it may hang on a ticket."""

    scope_path = ("branch", "committee")
    is_private: ClassVar[bool] = True

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="legal_aids", verbose_name="所属党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="支部"
    )
    matter = models.CharField("事由", max_length=10, choices=AidMatter.choices)
    state = models.CharField("状态", max_length=10, choices=AidState.choices, default=AidState.OPEN)
    on = models.DateField("受理日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="流动党员"
    )
    person_name = EncryptedTextField("受援人", max_length=60)
    lawyer = models.CharField("承办律师或机构", max_length=100, blank=True)
    summary = EncryptedTextField("情况", max_length=1000)
    result = EncryptedTextField("结果", max_length=1000)
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="legal_aids", verbose_name="相关工单"
    )

    class Meta:
        verbose_name = "法律援助"
        verbose_name_plural = "法律援助"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(matter__in=AidMatter.values), name="aid_matter_is_known"),
            models.CheckConstraint(condition=Q(state__in=AidState.values), name="aid_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state=AidState.OPEN) & Q(closed_on__isnull=True))
                | (~Q(state=AidState.OPEN) & Q(closed_on__isnull=False, closed_on__gte=F("on"))),
                name="aid_closed_after_opened",
                violation_error_message="办结时请填办结日期，且不早于受理日期；未办结时不填。",
                violation_error_code="closed_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_matter_display()}"

    @property
    def who(self) -> str:
        """Who was helped."""
        return self.member.name if self.member else self.person_name

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("services:legal_aid", args=[self.pk])


class Holiday(ScopedModel):
    """A day on which the calendar of the State Council differs from the week: a holiday, or a weekend worked."""

    scope_path = "committee"

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="holidays", verbose_name="所属党委")
    on = models.DateField("日期")
    kind = models.CharField("性质", max_length=10, choices=DayKind.choices)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = "节假日"
        verbose_name_plural = "节假日"
        ordering = ("-on",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "on"),
                name="holiday_once",
                violation_error_message="这一天已经登记。",
                violation_error_code="on",
            ),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="holiday_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"


class TimeLimit(ScopedModel):
    """How many working days a committee gives itself for one kind of ticket."""

    scope_path = "committee"

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="time_limits", verbose_name="所属党委"
    )
    kind = models.CharField("工单类别", max_length=10, choices=TicketKind.choices)
    working_days = models.PositiveSmallIntegerField(
        "办理期限（工作日）",
        validators=[
            MinValueValidator(1, "请填 1 至 365 之间的整数。"),
            MaxValueValidator(365, "请填 1 至 365 之间的整数。"),
        ],
    )

    class Meta:
        verbose_name = "办理期限"
        verbose_name_plural = "办理期限"
        ordering = ("kind",)
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "kind"),
                name="time_limit_once",
                violation_error_message="这一类已经设了期限。",
                violation_error_code="kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=TicketKind.values), name="time_limit_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.working_days} 个工作日"
