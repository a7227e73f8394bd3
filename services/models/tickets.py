"""Tickets: what somebody asks for, where it stands, until when."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee
from core.fields import BlindIndexField, EncryptedTextField
from core.masking import mask_phone
from core.periods import Period
from core.records import Record, RecordQuerySet
from core.tokens import new_code
from members.models import Member
from services.choices import Source, TicketKind, TicketState, Urgency
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
