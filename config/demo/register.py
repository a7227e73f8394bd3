"""The register: members, their enrolments, and who asks for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from branches.models import Branch, Enterprise
from config.demo.loose_ends import leave_loose_ends
from config.demo.park import Park
from config.demo.people import Crowd
from config.demo.seed import moment
from config.demo.stays import Spell, Stay, stays_until_2024
from config.demo.stored import store
from config.demo.turnover import let_life_go_on
from members.choices import Departure, Occupation, RequestState
from members.models import Enrolment, Member, MoveRequest
from stations.models import Station

_NOTES = {
    Departure.MOVED: "因工作单位变动，调整到所在企业的联系支部。",
    Departure.SETTLED: "组织关系已转入新港区。",
    Departure.RETURNED: "已返回流出地，情况已告知流出地党组织。",
    Departure.MOVED_ON: "到外地务工，已告知流出地党组织。",
    Departure.LOST: "超过六个月无法取得联系，已函告流出地党组织。",
    Departure.SUSPENDED: "流出地党组织函告停止党籍。",
    Departure.DIED: "因病去世。",
    Departure.OTHER: "已不在园区工作。",
}


def make_members(
    branches: dict[str, Branch], enterprises: Sequence[Enterprise], today: date
) -> list[tuple[Stay, Member]]:
    """Store everybody who is or was there, and return them with their stays."""
    stays = stays_until_2024()
    let_life_go_on(stays, today)
    crowd = Crowd(branches, enterprises, today)
    members = []
    for position, stay in enumerate(stays):
        member = crowd.member(position, stay)
        member.created_at = member.updated_at = moment(stay.arrived_on)
        members.append(member)
    leave_loose_ends(stays, members, today)
    return list(zip(stays, store(members), strict=True))


def make_enrolments(
    people: Sequence[tuple[Stay, Member]], branches: dict[str, Branch], stations: dict[str, Station]
) -> None:
    """Store each spell as an enrolment."""
    store([_enrolment(member, spell, branches, stations) for stay, member in people for spell in stay.spells])


def _enrolment(
    member: Member, spell: Spell, branches: dict[str, Branch], stations: dict[str, Station]
) -> Enrolment:
    return Enrolment(
        member=member,
        branch=branches[spell.branch],
        station=stations.get(spell.station),
        started_on=spell.started_on,
        ended_on=spell.ended_on,
        outcome=spell.outcome or "",
        note=_NOTES[spell.outcome] if spell.outcome else "",
    )


def make_requests(park: Park) -> None:
    """Store two requests to move that wait for the staff's decision."""
    waiting = []
    for number, (from_code, to_code) in enumerate((("b3", "b2"), ("b1", "b4")), start=1):
        member = next(
            present.member
            for present in park.present(park.today, park.branches[from_code])
            if present.stay.occupation is Occupation.WORKER
        )
        waiting.append(
            MoveRequest(
                member=member,
                to_branch=park.branches[to_code],
                reason="已到本支部联系的企业上班，申请调入。",
                state=RequestState.PENDING,
                requested_at=moment(park.today - timedelta(days=number), 10),
            )
        )
    store(waiting)
