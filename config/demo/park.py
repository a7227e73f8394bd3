"""What the rows of every room hang on: the organisation, its people by day, and the day of loading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from random import Random

from accounts.models import User
from branches.models import Branch, Committee, Enterprise, Partnership
from config.demo.seed import chance
from config.demo.stays import Spell, Stay
from core.periods import Month
from members.models import Member
from stations.models import Station

KEENEST, IDLEST = 1.0, 0.25


@dataclass(frozen=True, eq=False)
class Present:
    """Somebody who is managed by a branch on the day in question."""

    member: Member
    stay: Stay
    spell: Spell

    @cached_property
    def keenness(self) -> float:
        """How gladly this person takes part: some come nearly always, some hardly ever."""
        return chance("keenness", self.member.card_number, self.member.name).uniform(IDLEST, KEENEST)


@dataclass(eq=False)
class Park:
    """The park as it stands once organisation and register are stored."""

    committee: Committee
    branches: dict[str, Branch]
    enterprises: dict[str, Enterprise]
    partnership: Partnership
    stations: dict[str, Station]
    users: dict[str, User]
    people: Sequence[tuple[Stay, Member]]
    today: date
    spells: list[Present] = field(init=False)

    def __post_init__(self) -> None:
        self.spells = [Present(member, stay, spell) for stay, member in self.people for spell in stay.spells]
        self.present_on = cache(self._present_on)

    def _present_on(self, day: date) -> list[Present]:
        return [present for present in self.spells if present.spell.covers(day)]

    def present(self, day: date, branch: Branch | None = None) -> list[Present]:
        """Return whom the branch (or all branches) managed at the end of ``day``."""
        return [p for p in self.present_on(day) if branch is None or self.branches[p.spell.branch] == branch]

    def lasting(self, first: date, last: date, branch: Branch | None = None) -> list[Present]:
        """Return whom one branch managed on both days, and ever since the first."""
        return [p for p in self.present(first, branch) if p.spell.covers(last)]

    def branch_of(self, present: Present) -> Branch:
        """The branch that manages somebody."""
        return self.branches[present.spell.branch]

    def keeper_of(self, branch: Branch | None) -> User:
        """Return who keeps the records of a branch, or of the committee itself."""
        return self.users["dangwei" if branch is None else f"shuji{branch.code.removeprefix('b')}"]

    def months(self, first: date) -> list[Month]:
        """Return all months from that of ``first`` to that of today."""
        month, found = Month.of(first), []
        while month.first <= self.today:
            found.append(month)
            month = month.plus(1)
        return found


def some_of(rng: Random, people: Sequence[Present], count: int) -> list[Present]:
    """Draw ``count`` different people (all, if there are fewer), the keen ones before others."""
    lots = sorted(people, key=lambda present: rng.random() ** (1 / present.keenness), reverse=True)
    return lots[: max(0, count)]
