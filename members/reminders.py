"""What the register asks to be done: whom to call, whose papers lack something, whose time has come."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Value
from django.urls import reverse
from django.utils import timezone

from core.days import PlusDays
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from members import due
from members.choices import RequestState, TransferState
from members.models import Member, MemberQuerySet, MoveRequest, RelationTransfer, RelationTransferQuerySet
from members.rules import doubts_of

DECEMBER = 12
_READ = (
    "name", "name_pinyin", "committee_id", "branch__short_name", "joined_on", "birth_date", "category",
    "card_number", "home_organisation", "national_id_index",
)  # fmt: skip


def _members(by: Actor, permission: str) -> MemberQuerySet:
    rows: MemberQuerySet = Member.objects.visible_to(by, permission)
    return rows.select_related("branch").only(*_READ)


def _line(member: Member, words: str, due_on: date | None, view: str) -> Task:
    title = f"{member.name}：{words}" if words else member.name
    return Task(title, due_on, reverse(view, args=[member.pk]), member.branch.short_name)


def _contact(member: Member, today: date) -> Task:  # noqa: ARG001  as every rule's
    last: date | None = member.last_contact_on  # type: ignore[attr-defined]  # annotated by due.with_contacts
    words = f"上次联系 {last.isoformat()}" if last else "还没有联系过"
    return _line(member, words, member.contact_due_on, "members:contact_add")  # type: ignore[attr-defined]  # as above


def _registration(member: Member, today: date) -> Task:  # noqa: ARG001
    lacks = [
        words
        for words, held in (
            ("身份证号", member.national_id_index),
            ("流出地党组织", member.home_organisation),
            ("活动证号", member.card_number),
        )
        if not held
    ]
    return _line(member, f"缺{'、'.join(lacks)}", member.register_due_on, "members:member_edit")  # type: ignore[attr-defined]  # annotated


def _probation(member: Member, today: date) -> Task:  # noqa: ARG001
    words = f"{member.joined_on.words}入党，预备期满"
    return _line(member, words, due.end_of_probation(member), "members:member_confirm")


def _card(member: Member, today: date) -> Task:
    words = member.card_number or "没有登记活动证号"
    return _line(member, words, date(today.year, DECEMBER, 31), "members:card_add")


def _doubt(member: Member, today: date) -> Task:
    record = {name: getattr(member, name) for name in ("birth_date", "joined_on", "category")}
    words = "".join(doubt.message for doubt in doubts_of(record, today=today)[:1])
    return _line(member, words.removesuffix("。"), None, "members:member")


def _letters(by: Actor, today: date) -> RelationTransferQuerySet:
    rows: RelationTransferQuerySet = RelationTransfer.objects.visible_to(
        by, "members.change_relationtransfer"
    )
    last = PlusDays(Value(today), F("branch__committee__letter_notice_days"))
    sent = rows.valid().filter(state=TransferState.SENT, valid_until__lte=last)
    return sent.select_related("member", "branch").order_by("valid_until", "pk")


def _letter(transfer: RelationTransfer, today: date) -> Task:  # noqa: ARG001
    words = f"{transfer.member.name}：{transfer.get_direction_display()}，{transfer.letter_number}"
    return Task(words, transfer.valid_until, transfer.get_absolute_url(), transfer.branch.short_name)


def _request(asked: MoveRequest, today: date) -> Task:  # noqa: ARG001
    asked_on = timezone.localtime(asked.requested_at).date()
    words = f"{asked.to_branch.short_name} {asked_on.isoformat()} 申请调入{asked.member.name}"
    return Task(words, None, reverse("members:request_decide", args=[asked.pk]), asked.to_branch.short_name)


REMINDERS.register(
    Rule(
        "members.contact_due",
        "联系到期",
        definition="在册流动党员，距上次联系（没有联系过的从流入那天算起）已满 {contact_months} 个月。",
        permission="members.add_contact",
        menu="members:contacts",
        rows=lambda by, today: due.contact_due(_members(by, "members.add_contact"), today),
        task=_contact,
    ),
    Rule(
        "members.unregistered",
        "报到登记不完整",
        definition="流入已超过 {register_days} 天，身份证号、流出地党组织、活动证号中还有没登记的。",
        permission="members.change_member",
        menu="members:members",
        rows=lambda by, today: due.unregistered(_members(by, "members.change_member"), today),
        task=_registration,
    ),
    Rule(
        "members.letter_expiring",
        "介绍信即将到期",
        definition="组织关系介绍信已开出、还没有办结，{letter_notice_days} 天内到期或已经过期。",
        permission="members.change_relationtransfer",
        menu="members:transfers",
        rows=_letters,
        task=_letter,
    ),
    Rule(
        "members.probation_ending",
        "转正到期",
        definition="预备党员入党满一年，或 {confirm_notice_days} 天内将满；入党日期只记到年、月的，从最早的一天算起。",
        permission="members.change_member",
        menu="members:members",
        rows=lambda by, today: due.probation_ending(_members(by, "members.change_member"), today),
        task=_probation,
    ),
    Rule(
        "members.card_check_due",
        "活动证待查验",
        definition="从每年 {card_check_month} 月起，在册党员中本年度还没有查验活动证的。",
        permission="members.change_cardcheck",
        menu="members:cards",
        rows=lambda by, today: due.card_check_due(_members(by, "members.change_cardcheck"), today),
        task=_card,
    ),
    Rule(
        "members.request_waiting",
        "调入申请待审批",
        definition="支部提出、党委还没有审批的调入申请。",
        permission="members.decide_moverequest",
        menu="members:requests",
        rows=lambda by, _: (
            MoveRequest.objects.visible_to(by, "members.decide_moverequest")
            .filter(state=RequestState.PENDING)
            .select_related("member", "to_branch")
            .order_by("requested_at", "pk")
        ),
        task=_request,
    ),
    Rule(
        "members.without_phone",
        "没有手机号",
        definition="在册流动党员，还没有登记手机号。",
        permission="members.change_member",
        menu="members:members",
        rows=lambda by, _: due.without_phone(_members(by, "members.change_member")),
        task=lambda member, _: _line(member, "", None, "members:member_edit"),
    ),
    Rule(
        "members.doubtful",
        "资料存疑",
        definition="在册流动党员，日期对不上：入党时不满 18 岁，入党不满一年已是正式党员，或预备期超过两年。",
        permission="members.change_member",
        menu="members:members",
        rows=lambda by, today: due.doubtful(_members(by, "members.change_member"), today),
        task=_doubt,
    ),
)
