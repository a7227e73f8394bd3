"""What waits in this room: tickets to accept, due or done; the calendar of a year that is missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from branches.models import Committee
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from services.choices import TicketState
from services.due import Deadlines
from services.models import Holiday, Ticket
from services.steps import WORK

DAYS = "services.change_holiday"
ANNOUNCED = 11
"""The month in which the State Council's calendar of the next year is out."""
ARCHIVE_AFTER = timedelta(days=15)
"""So long somebody may take to rate a solved ticket."""
MENU = "services:tickets"


def missing_years(known: Collection[int], today: date) -> list[int]:
    """Return the years that a table of holidays should hold and does not: this one, and from November the next."""
    wanted = [today.year, today.year + 1] if today.month >= ANNOUNCED else [today.year]
    return [year for year in wanted if year not in known]


def _tickets(by: Actor) -> QuerySet[Ticket]:
    rows = Ticket.objects.visible_to(by, WORK).valid()
    return rows.select_related("branch", "member")


def to_accept(by: Actor, today: date) -> QuerySet[Ticket]:  # noqa: ARG001  as the protocol says
    """Tickets that were handed in, the oldest first."""
    return _tickets(by).filter(state=TicketState.HANDED_IN).order_by("received_on", "pk")


def due(by: Actor, today: date) -> QuerySet[Ticket]:
    """Open tickets that are overdue or soon will be, the most urgent first."""
    committees = Committee.objects.visible_to(by)
    return _tickets(by).filter(Deadlines(committees, today).soon()).order_by("due_on", "pk")


def to_archive(by: Actor, today: date) -> QuerySet[Ticket]:
    """Solved tickets that were rated, or that nobody has rated in a while."""
    waited = Q(state=TicketState.SOLVED, solved_on__lte=today - ARCHIVE_AFTER)
    return _tickets(by).filter(Q(state=TicketState.RATED) | waited).order_by("solved_on", "pk")


def without_calendar(by: Actor, today: date) -> QuerySet[Committee]:
    """Committees whose table of holidays lacks this year, or from November on the next."""
    lacking = Q()
    for year in missing_years((), today):
        lacking |= Q(~Exists(Holiday.objects.filter(committee=OuterRef("pk"), on__year=year)))
    return Committee.objects.visible_to(by, DAYS).filter(lacking)


def _ticket_task(ticket: Ticket, today: date) -> Task:  # noqa: ARG001  as the protocol says
    who = f" {ticket.who}" if ticket.who else ""
    return Task(
        words=f"{ticket.number}{who}：{ticket.get_kind_display()}",
        due_on=ticket.due_on if ticket.is_open else None,
        href=ticket.get_absolute_url(),
        place=ticket.branch.short_name if ticket.branch else "",
    )


def _calendar_task(committee: Committee, today: date) -> Task:  # noqa: ARG001  as the protocol says
    href = f"{reverse('services:calendar')}?committee={committee.pk}"
    return Task(words=f"{committee.short_name}的节假日表缺少年份，请填入或登记", due_on=None, href=href)


REMINDERS.register(
    Rule(
        "services.to_accept",
        "工单待受理",
        definition="已经提交、还没有受理的服务工单。",
        permission=WORK,
        menu=MENU,
        rows=to_accept,
        task=_ticket_task,
    ),
    Rule(
        "services.due",
        "工单到期",
        definition="已超过办理期限，或在 {ticket_notice_days} 个工作日内到期的服务工单。",
        permission=WORK,
        menu=MENU,
        rows=due,
        task=_ticket_task,
    ),
    Rule(
        "services.to_archive",
        "工单待归档",
        definition="求助人已经评价，或解决满 15 天还没有评价的服务工单。",
        permission=WORK,
        menu=MENU,
        rows=to_archive,
        task=_ticket_task,
    ),
    Rule(
        "services.calendar",
        "节假日表缺年份",
        definition="节假日表里没有当年的日期；11 月起还要有次年的。缺少时只按周末计算工作日。",
        permission=DAYS,
        menu="services:calendar",
        rows=without_calendar,
        task=_calendar_task,
    ),
)
