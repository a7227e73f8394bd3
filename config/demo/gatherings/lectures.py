"""开放崛起大讲堂: 86 sessions from 2021 to the end of 2024, with 3,000 attendances of members and others together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from activities.models import Activity, ActivityKind
from branches.models import Branch
from config.demo.committee import PLANS
from config.demo.gatherings.programme import Programme
from config.demo.gatherings.topics import LECTURERS, OFFICES, TOPICS
from config.demo.park import Park, Present, some_of
from config.demo.seed import chance, office_day, shared_out
from config.demo.stored import store
from core.periods import Month
from members.choices import Occupation
from training.models import Audience, Mode, Topic, TrainingSession

_SESSIONS = {2021: 16, 2022: 20, 2023: 24, 2024: 26}
_ATTENDANCES = {2021: 470, 2022: 680, 2023: 850, 2024: 1000}
_SINCE = (27, 1040)
"""Sessions and attendances of a year since."""
_FIRST_MONTH = {2021: 3}
_BOTH_SINCE = date(2022, 3, 1)
_MODES = {Mode.ON_SITE: 5, Mode.BOTH: 4, Mode.ONLINE: 2}

_OCCUPATIONS = {
    Audience.MANAGERS: {Occupation.HEAD},
    Audience.WORKERS: {Occupation.WORKER},
    Audience.TALENT: {Occupation.TALENT, Occupation.WORKER},
}
_BY_BRANCH = 6
_MEMBERS_SHARE = (0.28, 0.62)
_MATERIALS = ("讲义（党群服务中心二楼资料柜）", "课件已上传党建微信群", "操作手册、考核题库", "")


@dataclass(frozen=True)
class Lecture:
    """A session to be, with the activity that it is."""

    activity: Activity
    audience: Audience
    topic: Topic
    mode: Mode
    lecturer: str
    office: str
    hours: Decimal
    materials: str = ""


def hold_lectures(programme: Programme) -> list[Lecture]:
    """Hold every year's sessions, as far as they have come."""
    lectures: list[Lecture] = []
    number = 0
    for year in range(2021, programme.park.today.year + 1):
        count, total = _SESSIONS.get(year, _SINCE[0]), _ATTENDANCES.get(year, _SINCE[1])
        rng = chance("lectures", year)
        sizes = shared_out(total, [rng.uniform(0.6, 1.5) for _ in range(count)])
        for turn, size in enumerate(sizes):
            lecture = _hold(programme, number, _month(year, turn, count), size)
            number += 1
            if lecture:
                lectures.append(lecture)
    return lectures


def _month(year: int, turn: int, count: int) -> Month:
    first = _FIRST_MONTH.get(year, 1)
    return Month(year, first + turn * (13 - first) // count)


def _hold(programme: Programme, number: int, month: Month, size: int) -> Lecture | None:
    rng = chance("lecture", number)
    on = office_day(date(month.year, month.number, rng.randint(6, 27)))
    if not programme.is_in_sight(on):
        return None
    audience, topic, title, office, hours = TOPICS[number % len(TOPICS)].split("|")
    branch = _branch(programme.park, number, on)
    people = _who_come(programme.park.present(on, branch), rng, Audience(audience), size)
    mode = _mode(rng, on)
    activity = programme.hold(
        ActivityKind.TRAINING,
        _title(number, title),
        on,
        branch=branch,
        begins=(9, 0) if float(hours) > 3 else (14, 30),  # noqa: PLR2004  what takes long begins in the morning
        hours=min(float(hours), 7),
        place=_place(branch, mode),
        people=people,
        others=size - len(people),
        summary=f"按职业类别分班授课，课后{rng.choice(('留下了联系方式，随时答疑', '进行了测验', '现场办理了咨询'))}。",
    )
    return Lecture(
        activity,
        Audience(audience),
        Topic(topic),
        mode,
        lecturer=rng.choice(LECTURERS),
        office=f"{office}{rng.choice(OFFICES)}",
        hours=Decimal(hours),
        materials=rng.choice(_MATERIALS),
    )


def _place(branch: Branch | None, mode: Mode) -> str:
    if mode is Mode.ONLINE:
        return "线上直播间"
    return f"{branch.host}培训室" if branch else "党群服务中心大讲堂"


def _title(number: int, title: str) -> str:
    """What is held again has its number."""
    again = number // len(TOPICS)
    return f"{title}（第{'一二三四五六七八九十'[again]}期）" if again else title


def _mode(rng: Random, on: date) -> Mode:
    drawn = rng.choices(list(_MODES), list(_MODES.values()))[0]
    return Mode.ON_SITE if on < _BOTH_SINCE and drawn is Mode.BOTH else drawn


def _branch(park: Park, number: int, on: date) -> Branch | None:
    """One session in so many is held by a branch, one after another; the others by the committee."""
    founded = [plan.code for plan in PLANS if plan.founded_on <= on]
    if number % _BY_BRANCH != _BY_BRANCH - 1:
        return None
    return park.branches[founded[number // _BY_BRANCH % len(founded)]]


def _who_come(there: list[Present], rng: Random, audience: Audience, size: int) -> list[Present]:
    wanted = _OCCUPATIONS.get(audience)
    fitting = [present for present in there if wanted is None or present.stay.occupation in wanted]
    return some_of(rng, fitting, round(size * rng.uniform(*_MEMBERS_SHARE)))


def make_sessions(lectures: list[Lecture]) -> None:
    """Store the sessions, once their activities are stored."""
    store(
        [
            TrainingSession(
                activity=lecture.activity,
                audience=lecture.audience,
                topic=lecture.topic,
                mode=lecture.mode,
                lecturer=lecture.lecturer,
                lecturer_title=lecture.office,
                hours=lecture.hours,
                materials=lecture.materials,
                created_at=lecture.activity.created_at,
                updated_at=lecture.activity.updated_at,
            )
            for lecture in lectures
        ]
    )
