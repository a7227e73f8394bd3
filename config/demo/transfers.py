"""Formal membership that moved: a letter for everybody who settled, some that came back, some under way today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from config.demo.park import Park, Present
from config.demo.seed import COUNTED_ON, chance, moment, office_day
from config.demo.stays import Spell
from config.demo.stored import store
from members.choices import Departure, Direction, TransferState
from members.models import Member, RelationTransfer

LETTER_DAYS = 90
_ON_THE_WAY = (8, 40)
_FAILED_BEFORE = {TransferState.SENT_BACK: 11, TransferState.EXPIRED: 17}
"""One in so many of those who settled had an earlier letter that came to nothing."""
_NOTES = {
    TransferState.SENT_BACK: "介绍信抬头有误，退回流出地党组织重新开具。",
    TransferState.EXPIRED: "本人出差未按时办理，介绍信过期，已联系流出地重开。",
    TransferState.CANCELLED: "本人决定暂不转移组织关系。",
}


@dataclass
class Letters:
    """Writes letters and numbers them, for each year from one."""

    park: Park
    given: Counter[int] = field(default_factory=Counter)

    def write(  # noqa: PLR0913  the parts of a letter
        self,
        member: Member,
        spell: Spell,
        state: TransferState,
        *,
        sent_on: date | None,
        finished_on: date | None = None,
        direction: Direction = Direction.IN,
    ) -> RelationTransfer:
        """Make a transfer; one that settles carries the station that the member leant on."""
        ends = [member.home_organisation, f"中共{member.enterprise}支部委员会"]
        if direction is Direction.OUT:
            ends.reverse()
        began = sent_on or finished_on or self.park.today - timedelta(days=3)
        return RelationTransfer(
            member=member,
            branch=self.park.branches[spell.branch],
            direction=direction,
            state=state,
            from_organisation=ends[0],
            to_organisation=ends[1],
            letter_number=self._number(sent_on),
            sent_on=sent_on,
            valid_until=sent_on + timedelta(days=LETTER_DAYS) if sent_on else None,
            finished_on=finished_on,
            station=self.park.stations.get(spell.station) if direction is Direction.IN else None,
            note=_NOTES.get(state, ""),
            created_at=moment(began),
            updated_at=moment(finished_on or began),
        )

    def _number(self, sent_on: date | None) -> str:
        if sent_on is None:
            return ""
        self.given[sent_on.year] += 1
        return f"岳流党介〔{sent_on.year}〕{self.given[sent_on.year]:03d}号"


def make_transfers(park: Park) -> None:
    """Store all transfers, in the order of their days."""
    letters = Letters(park)
    settled = sorted(
        (p for p in park.spells if p.spell.outcome is Departure.SETTLED),
        key=lambda p: p.spell.ended_on or park.today,
    )
    rows = [row for number, p in enumerate(settled) for row in _of_settled(letters, number, p)]
    rows += _moved_away(letters, settled)
    rows += _under_way(letters)
    store(sorted(rows, key=lambda row: row.created_at))


def _of_settled(letters: Letters, number: int, present: Present) -> Iterator[RelationTransfer]:
    """The letter that settled somebody, received on the day on which the enrolment ended; perhaps one before it."""
    spell, finished_on = present.spell, present.spell.ended_on or letters.park.today
    rng = chance("letter", number)
    sent_on = max(spell.started_on, office_day(finished_on - timedelta(days=rng.randint(*_ON_THE_WAY))))
    for state, every in _FAILED_BEFORE.items():
        before = office_day(sent_on - timedelta(days=LETTER_DAYS + rng.randint(15, 40)))
        if number % every == every - 1 and before > spell.started_on:
            ended_on = before + timedelta(days=LETTER_DAYS + 1 if state is TransferState.EXPIRED else 25)
            yield letters.write(present.member, spell, state, sent_on=before, finished_on=ended_on)
            break
    yield letters.write(
        present.member, spell, TransferState.RECEIVED, sent_on=sent_on, finished_on=finished_on
    )


def _moved_away(letters: Letters, settled: list[Present]) -> Iterator[RelationTransfer]:
    """A few who had settled went on years later, and took their membership along."""
    for number, present in enumerate(settled[4::23]):
        settled_on = present.spell.ended_on or letters.park.today
        sent_on = office_day(settled_on + timedelta(days=420 + 60 * number))
        if sent_on + timedelta(days=20) < letters.park.today:
            yield letters.write(
                present.member,
                present.spell,
                TransferState.RECEIVED,
                sent_on=sent_on,
                finished_on=sent_on + timedelta(days=18),
                direction=Direction.OUT,
            )


def _under_way(letters: Letters) -> Iterator[RelationTransfer]:
    """What lies on the desks today: letters that end soon or have ended, fresh ones, drafts, one that was given up."""
    today = letters.park.today
    if today <= COUNTED_ON:
        return
    since = today - timedelta(days=150)
    there = [p for p in letters.park.lasting(since, today) if not p.stay.firm]
    ages = (LETTER_DAYS - 6, LETTER_DAYS + 3, LETTER_DAYS - 13, 20, 9)
    for present, age in zip(there[3::13], ages, strict=False):
        yield letters.write(
            present.member, present.spell, TransferState.SENT, sent_on=today - timedelta(days=age)
        )
    for present in there[8::40][:2]:
        yield letters.write(present.member, present.spell, TransferState.DRAFT, sent_on=None)
    for present in there[10::60][:1]:
        finished_on = today - timedelta(days=30)
        yield letters.write(
            present.member, present.spell, TransferState.CANCELLED, sent_on=None, finished_on=finished_on
        )
