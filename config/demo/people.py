"""From a stay to a person: name, number, Party data and work, all drawn by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from branches.models import Branch, Enterprise
from config.demo.homes import Home, draw_address, draw_home, draw_organisation
from config.demo.names import draw_ethnic_group, draw_name
from config.demo.seed import chance, pick
from config.demo.stays import Stay
from config.demo.work import AGES, WOMEN, choose_enterprise, draw_education, draw_title
from core.partial_dates import PartialDate
from members.choices import Category, Departure, PartyStatus, Sex
from members.models import Member
from members.names import pinyin_of
from members.national_ids import check_character

_YEAR = 365
_ADULT = 18
_FEBRUARY = 2
_FRESH_SHARE = 0.12
_PRECISIONS = {10: 74, 7: 20, 4: 6}
_STATUS = {Departure.LOST: PartyStatus.LOST, Departure.SUSPENDED: PartyStatus.SUSPENDED}
_WITHOUT_PHONE = 0.03
_FIRST_PHONE = 13_800_730_000


@dataclass
class Crowd:
    """Makes people one after another and never gives a name, a number or a phone twice."""

    branches: dict[str, Branch]
    enterprises: Sequence[Enterprise]
    today: date
    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def member(self, position: int, stay: Stay) -> Member:
        """Make the person of ``stay``; the same ``position`` always gives the same one."""
        rng = chance("person", position)
        home = draw_home(rng)
        place = rng.choice(home.places)
        enterprise = choose_enterprise(rng, stay, self.enterprises)
        is_male = rng.random() >= WOMEN[stay.occupation]
        birth = stay.arrived_on - timedelta(days=rng.randint(*(age * _YEAR for age in AGES[stay.occupation])))
        group = draw_ethnic_group(rng, home.groups)
        name = self._name(rng, is_male=is_male, group=group, birth_year=birth.year)
        pinyin, initials = pinyin_of(name)
        branch = self.branches[stay.last.branch]
        member = Member(
            committee=branch.committee,
            branch=branch,
            name=name,
            name_pinyin=pinyin,
            name_initials=initials,
            sex=Sex.MALE if is_male else Sex.FEMALE,
            ethnic_group=group,
            birth_date=PartialDate(birth.isoformat()),
            national_id=self._national_id(rng, home, birth, is_male=is_male),
            phone="" if rng.random() < _WITHOUT_PHONE else str(_FIRST_PHONE + _scattered(position)),
            education=draw_education(rng, stay.occupation, (stay.arrived_on - birth).days // _YEAR),
            native_place=home.region,
            address=draw_address(rng, home, place),
            party_status=_STATUS.get(stay.last.outcome or Departure.OTHER, PartyStatus.NORMAL),
            home_organisation=draw_organisation(rng, place),
            home_region=home.region,
            home_contact=self._name(rng, is_male=True, group="01", birth_year=1975),
            home_contact_phone=str(_FIRST_PHONE + 5000 + _scattered(position)),
            card_number=f"XG{stay.arrived_on.year}{position + 1:04d}",
            enterprise=enterprise,
            occupation=stay.occupation,
            job_title=stay.title or draw_title(rng, stay.occupation, enterprise.ownership),
            revision=1,
        )
        self._join_the_party(rng, member, stay, birth)
        return member

    def _name(self, rng: Random, *, is_male: bool, group: str, birth_year: int) -> str:
        for _ in range(50):
            name = draw_name(rng, is_male=is_male, ethnic_group=group, birth_year=birth_year)
            if name not in self.names:
                break
        self.names.add(name)
        return name

    def _national_id(self, rng: Random, home: Home, birth: date, *, is_male: bool) -> str:
        order = rng.randrange(int(is_male), 1000, 2)
        first17 = f"{home.county_code}{birth:%Y%m%d}{order:03d}"
        while first17 in self.numbers:
            order = (order + 2) % 1000
            first17 = f"{home.county_code}{birth:%Y%m%d}{order:03d}"
        self.numbers.add(first17)
        return first17 + check_character(first17)

    def _join_the_party(self, rng: Random, member: Member, stay: Stay, birth: date) -> None:
        """Set the day of joining, confirmation a year later, and the category that follows from both."""
        if rng.random() < _FRESH_SHARE:
            joined = stay.arrived_on - timedelta(days=rng.randint(20, 200))
        else:
            latest = (stay.arrived_on - birth).days - 400
            joined = birth + timedelta(days=rng.randint(_ADULT * _YEAR + 60, min(latest, 33 * _YEAR)))
        joined = date(joined.year, 7, 1) if joined.month in {6, 7} else joined
        joined = min(joined, stay.arrived_on)
        confirmed = _a_year_after(joined)
        precision = pick(rng, _PRECISIONS) if confirmed < stay.arrived_on else 10
        member.joined_on = PartialDate(joined.isoformat()[:precision])
        if confirmed <= (stay.last.ended_on or self.today):
            member.category = Category.FORMAL
            member.confirmed_on = PartialDate(confirmed.isoformat()[:precision])
        else:
            member.category = Category.PROBATIONARY


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day)


def _scattered(position: int) -> int:
    """Return a number below 5000 that jumps about, each but once."""
    return position * 1237 % 5000
