"""Contacts: each branch speaks with its members every two months or so, and now and then forgets somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from accounts.models import User
from branches.models import Branch
from config.demo.register import moment
from config.demo.seed import chance, office_day, pick
from config.demo.stays import Spell, Stay
from config.demo.stored import store
from members.choices import ContactKind
from members.models import Contact, Member

_KINDS = {
    ContactKind.VISIT: 18,
    ContactKind.TALK: 12,
    ContactKind.PHONE: 26,
    ContactKind.MESSAGE: 22,
    ContactKind.MEETING: 30,
}
_SUMMARIES = {
    ContactKind.VISIT: (
        "到车间走访，了解工作和住宿情况，无困难。",
        "到企业宿舍走访，反映子女入学问题，已记录并转党群服务中心。",
        "节前走访慰问，送去学习资料。",
        "走访了解近期加班情况，提醒注意身体。",
    ),
    ContactKind.TALK: (
        "谈心谈话，思想稳定，愿意参加志愿服务。",
        "就组织关系转接政策作了说明，本人表示再考虑。",
        "谈个人发展，建议报名参加技能培训。",
    ),
    ContactKind.PHONE: (
        "电话联系，近况正常。",
        "电话提醒交纳党费、参加下周组织生活。",
        "电话联系，目前出差在外，月底返岗。",
        "电话核对联系方式和工作单位，无变化。",
    ),
    ContactKind.MESSAGE: (
        "微信推送学习材料，已回复学习体会。",
        "微信通知主题党日安排，确认参加。",
        "短信提醒参加大讲堂，已报名。",
    ),
    ContactKind.MEETING: (
        "参加支部主题党日。",
        "参加支部党员大会并发言。",
        "参加组织生活会，开展批评和自我批评。",
        "参加集中学习。",
    ),
}
_FIRST_WITHIN, _EVERY, _FORGOTTEN_EVERY = (5, 30), (30, 85), 12


def make_contacts(
    people: Sequence[tuple[Stay, Member]], branches: dict[str, Branch], writers: dict[str, User], today: date
) -> None:
    """Store the contacts of every spell until ``today``; ``writers`` are the secretaries by code of branch."""
    rows: list[Contact] = []
    for position, (stay, member) in enumerate(people):
        for spell in stay.spells:
            rows += _of_spell(position, member, spell, branches[spell.branch], writers[spell.branch], today)
    store(rows)


def _of_spell(  # noqa: PLR0913, PLR0917  the parts of a row
    position: int, member: Member, spell: Spell, branch: Branch, writer: User, today: date
) -> Iterator[Contact]:
    rng = chance("contacts", position, spell.started_on)
    last = min(spell.ended_on or today, today)
    if spell.ended_on is None and position % _FORGOTTEN_EVERY == 0:
        last -= timedelta(days=110)
    day = office_day(spell.started_on + timedelta(days=rng.randint(*_FIRST_WITHIN)))
    while day <= last:
        kind = pick(rng, _KINDS)
        yield Contact(
            member=member,
            branch=branch,
            on=day,
            kind=kind,
            summary=rng.choice(_SUMMARIES[kind]),
            recorded_by=writer,
            created_at=moment(day, 16),
        )
        day = office_day(day + timedelta(days=rng.randint(*_EVERY)))
