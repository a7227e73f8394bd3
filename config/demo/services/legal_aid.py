"""Legal aid: what tickets of that kind led to, and what people came for by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.park import Park
from config.demo.seed import COUNTED_ON, chance, day_within, moment
from config.demo.stored import store
from services.choices import AidMatter, AidState, TicketKind
from services.models import LegalAid, Ticket

_LAWYERS = ("湘港律师事务所 文律师", "巴陵律师事务所 熊律师", "区法律援助中心 汤律师", "港区公共法律服务站")
_A_YEAR = {2019: 1, 2020: 2, 2021: 3}
_SINCE = 4
_MATTERS = (
    (AidMatter.LABOUR, "企业搬迁后岗位调整，对补偿有争议。", "按协商一致解除，补偿金已支付。"),
    (AidMatter.WAGES, "包工头拖欠工程尾款。", "调解结案，分两个月付清。"),
    (AidMatter.INJURY, "机台操作时手指受伤，要求认定工伤。", "工伤已认定，按十级伤残赔付。"),
    (AidMatter.INSURANCE, "入职半年未缴社会保险。", "企业已补缴。"),
    (AidMatter.CONTRACT, "购车合同中的定金纠纷。", "商家退还定金。"),
    (AidMatter.FAMILY, "咨询离异后子女抚养费。", "代写起诉状，法院已立案。"),
    (AidMatter.ADVICE, "咨询二手房买卖合同条款。", "当场解答，提示风险三处。"),
)
_OF_TICKETS = {
    "工伤": (AidMatter.INJURY, "双方达成调解协议，赔偿款分两期支付。"),
    "押金": (AidMatter.CONTRACT, "律师发函后，押金已退回。"),
    "借贷": (AidMatter.ADVICE, "指导保存证据，公安机关已立案。"),
}
_OTHERWISE = (AidMatter.OTHER, "律师当面解答，本人满意。")


def make_legal_aids(park: Park, tickets: list[Ticket]) -> None:
    """Store the matters in the order of their days."""
    rows = [*_of_tickets(park, tickets), *_by_themselves(park)]
    store(sorted(rows, key=lambda row: row.on))


def _of_tickets(park: Park, tickets: list[Ticket]) -> Iterator[LegalAid]:
    legal = [ticket for ticket in tickets if ticket.kind == TicketKind.LEGAL and ticket.due_on]
    for ticket in legal:
        matter, result = _told_by(ticket.description)
        row = _row(park, f"ticket {ticket.number}", matter, ticket.received_on)
        row.branch, row.member, row.ticket = ticket.branch, ticket.member, ticket
        row.person_name, row.summary = ticket.person_name, ticket.description
        if ticket.solved_on:
            row.state, row.closed_on, row.result = AidState.CLOSED, ticket.solved_on, result
        elif ticket.updated_at.date() < park.today - timedelta(days=60):
            row.state, row.closed_on = AidState.ENDED, ticket.updated_at.date()
            row.result = "受援人撤回申请。"
        yield row


def _told_by(words: str) -> tuple[AidMatter, str]:
    """Return what a ticket's words make of the matter, and how such a one ends."""
    return next((found for said, found in _OF_TICKETS.items() if said in words), _OTHERWISE)


def _by_themselves(park: Park) -> Iterator[LegalAid]:
    for year in range(2019, park.today.year + 1):
        for number in range(_A_YEAR.get(year, _SINCE)):
            rng = chance("legal aid", year, number)
            on = day_within(rng, date(year, 6 if year == COUNTED_ON.year - 5 else 2, 3), date(year, 12, 18))
            if on > park.today:
                continue
            present = rng.choice(park.present(on))
            matter, summary, result = _MATTERS[(year + number * 2) % len(_MATTERS)]
            row = _row(park, f"{year} {number}", matter, on)
            row.branch, row.member = park.branch_of(present), present.member
            row.person_name, row.summary = present.member.name, summary
            closed_on = on + timedelta(days=rng.randint(1, 50))
            if closed_on <= park.today:
                row.state, row.closed_on, row.result = AidState.CLOSED, closed_on, result
            yield row


def _row(park: Park, topic: str, matter: AidMatter, on: date) -> LegalAid:
    return LegalAid(
        committee=park.committee,
        matter=matter,
        on=on,
        lawyer=chance("lawyer", topic).choice(_LAWYERS),
        created_at=moment(on, 15),
        updated_at=moment(on, 15),
    )
