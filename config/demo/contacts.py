"""Contacts: each branch speaks with its members every two months or so, and now and then forgets somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from config.demo.park import Park
from config.demo.seed import chance, moment, office_day, pick
from config.demo.stays import Spell
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


def make_contacts(park: Park) -> None:
    """Store the contacts of every spell until today."""
    rows: list[Contact] = []
    for position, (stay, member) in enumerate(park.people):
        for spell in stay.spells:
            rows += _of_spell(park, position, member, spell)
    store(rows)


def _of_spell(park: Park, position: int, member: Member, spell: Spell) -> Iterator[Contact]:
    rng = chance("contacts", position, spell.started_on)
    branch = park.branches[spell.branch]
    last = min(spell.ended_on or park.today, park.today)
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
            recorded_by=park.keeper_of(branch),
            created_at=moment(day, 16),
        )
        day = office_day(day + timedelta(days=rng.randint(*_EVERY)))
