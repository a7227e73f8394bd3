"""Who came when, to which branch, and how it ended: the skeleton of the register, without names yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from config.demo.committee import PLANS
from config.demo.seed import COUNTED_ON, chance, day_within, office_day, pick
from members.choices import Departure, Occupation

FOUNDED = {plan.code: plan.founded_on for plan in PLANS}
MIX = {Occupation.HEAD: 21, Occupation.WORKER: 78, Occupation.TALENT: 11, Occupation.OTHER: 2}
"""Of the 112; the two others are those who work at no 两企三新."""

_ARRIVALS = {2019: 16, 2020: 11, 2021: 16, 2022: 20, 2023: 23, 2024: 26}
_MONTHS = {1: 3, 2: 7, 3: 16, 4: 12, 5: 9, 6: 8, 7: 10, 8: 7, 9: 9, 10: 8, 11: 6, 12: 5}
_SETTLED = {2019: 6, 2020: 15, 2021: 22, 2022: 27, 2023: 30, 2024: 26}
_GONE = {
    Departure.RETURNED: 19,
    Departure.MOVED_ON: 15,
    Departure.LOST: 4,
    Departure.SUSPENDED: 2,
    Departure.DIED: 2,
    Departure.OTHER: 4,
}
_GONE_YEARS = {2019: 3, 2020: 7, 2021: 8, 2022: 10, 2023: 9, 2024: 9}
_MOVES, _MOVES_OF_SETTLED, _RETURNERS = 14, 8, 4
_SHORTEST, _SHORTEST_BEFORE_MOVE = 60, 300
CHAIRMEN = {"b1": "盛亚体育用品有限公司", "b6": "中瑞智创三维科技有限公司"}
"""By branch: one sits in the committee of Jingzhou, the other came home to found a firm."""


@dataclass
class Spell:
    """One enrolment to be."""

    branch: str
    started_on: date
    ended_on: date | None = None
    outcome: Departure | None = None
    station: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether it is open at the end of ``day``."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass
class Stay:
    """A person to be: what they do, and their spells from first to last.

    ``firm`` and ``title`` are set for those whom the article tells of: they stay where they are.
    """

    occupation: Occupation
    spells: list[Spell] = field(default_factory=list)
    firm: str = ""
    title: str = ""

    @property
    def last(self) -> Spell:
        """The spell that tells where the person is, or was last."""
        return self.spells[-1]

    @property
    def arrived_on(self) -> date:
        """The first day."""
        return self.spells[0].started_on


def stays_until_2024() -> list[Stay]:
    """Return those of the article: 112 who are there at the end of 2024, 126 who settled, 46 who left otherwise."""
    staying = list(_staying(chance("staying")))
    settled = list(_settled(chance("settled")))
    gone = list(_gone(chance("gone")))
    _move_some(chance("moves"), staying, _MOVES)
    _move_some(chance("moves of settled"), settled, _MOVES_OF_SETTLED)
    _return_some(chance("returners"), staying)
    _name_chairmen(staying)
    return [*staying, *settled, *gone]


def _staying(rng: Random) -> Iterator[Stay]:
    occupations = [kind for kind, count in MIX.items() for _ in range(count)]
    rng.shuffle(occupations)
    codes = [plan.code for plan in PLANS for _ in range(plan.size)]
    for code, occupation in zip(codes, occupations, strict=True):
        years = {year: weight for year, weight in _ARRIVALS.items() if year >= FOUNDED[code].year}
        yield Stay(occupation, [Spell(code, _arrival(rng, pick(rng, years), FOUNDED[code]))])


def _arrival(rng: Random, year: int, founded_on: date) -> date:
    day = office_day(date(year, pick(rng, _MONTHS), rng.randint(1, 28)))
    return day if day >= founded_on else day_within(rng, founded_on, founded_on + timedelta(days=90))


def _settled(rng: Random) -> Iterator[Stay]:
    for year, count in _SETTLED.items():
        for _ in range(count):
            ended_on = _leaving_day(rng, year)
            yield _stay_that_ended(rng, ended_on, Departure.SETTLED, longest=1000)


def _gone(rng: Random) -> Iterator[Stay]:
    years = [year for year, count in _GONE_YEARS.items() for _ in range(count)]
    outcomes = [outcome for outcome, count in _GONE.items() for _ in range(count)]
    rng.shuffle(outcomes)
    for year, outcome in zip(years, outcomes, strict=True):
        yield _stay_that_ended(rng, _leaving_day(rng, year), outcome, longest=700)


def _leaving_day(rng: Random, year: int) -> date:
    first = max(date(year, 1, 4), FOUNDED["b1"] + timedelta(days=150))
    return day_within(rng, first, COUNTED_ON if year == COUNTED_ON.year else date(year, 12, 30))


def _stay_that_ended(rng: Random, ended_on: date, outcome: Departure, *, longest: int) -> Stay:
    open_by_then = {p.code: p.size for p in PLANS if p.founded_on + timedelta(days=_SHORTEST) < ended_on}
    code = pick(rng, open_by_then)
    earliest = max(FOUNDED[code], ended_on - timedelta(days=longest))
    started_on = day_within(rng, earliest, max(earliest, ended_on - timedelta(days=_SHORTEST)))
    return Stay(draw_occupation(rng), [Spell(code, started_on, ended_on, outcome)])


def draw_occupation(rng: Random) -> Occupation:
    """Draw what somebody does, in the proportions of the 112."""
    return pick(rng, MIX)


def _move_some(rng: Random, stays: list[Stay], count: int) -> None:
    """Let some people have begun in another branch."""
    for stay in rng.sample([stay for stay in stays if _can_have_moved(stay)], count):
        only = stay.spells[0]
        codes = [c for c, founded in FOUNDED.items() if c != only.branch and founded <= only.started_on]
        end = (only.ended_on or COUNTED_ON) - timedelta(days=_SHORTEST)
        moved_on = day_within(rng, only.started_on + timedelta(days=_SHORTEST), end)
        stay.spells = [
            Spell(rng.choice(codes), only.started_on, moved_on, Departure.MOVED),
            Spell(only.branch, moved_on, only.ended_on, only.outcome),
        ]


def _can_have_moved(stay: Stay) -> bool:
    only = stay.spells[0]
    return ((only.ended_on or COUNTED_ON) - only.started_on).days >= _SHORTEST_BEFORE_MOVE


def _return_some(rng: Random, staying: list[Stay]) -> None:
    """Let some have been here before: they went home, and came again."""
    late = [stay for stay in staying if len(stay.spells) == 1 and stay.arrived_on.year >= 2023]  # noqa: PLR2004
    for stay in rng.sample(late, _RETURNERS):
        started_on = day_within(rng, date(2019, 4, 8), date(2020, 3, 30))
        ended_on = office_day(started_on + timedelta(days=rng.randint(200, 400)))
        first = Spell(rng.choice(["b1", "b2", "b3"]), started_on, ended_on, Departure.RETURNED)
        stay.spells.insert(0, first)


def _name_chairmen(staying: list[Stay]) -> None:
    """Let the two chairmen of the article be those who have been longest in their branches.

    Whoever becomes one changes places with the head who came last, so that there are as many of each occupation.
    """
    for code, firm in CHAIRMEN.items():
        steady = [stay for stay in staying if len(stay.spells) == 1 and stay.last.branch == code]
        chairman = min(steady, key=lambda stay: (stay.arrived_on, stay.occupation))
        chairman.firm, chairman.title = firm, "董事长"
        others = [stay for stay in staying if stay.occupation is Occupation.HEAD and not stay.firm]
        latest = max(others, key=lambda stay: stay.arrived_on)
        latest.occupation, chairman.occupation = chairman.occupation, Occupation.HEAD
