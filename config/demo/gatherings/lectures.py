"""开放崛起大讲堂: 86 sessions from 2021 to the end of 2024, with 3,000 attendances of members and others together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from activities.models import Activity, ActivityKind
from config.demo.gatherings.programme import Programme
from config.demo.park import Present, some_of
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

# audience | topic | title | lecturer's office | hours
_TABLE = """
managers|policy|惠企政策一本通：申报条件和流程|新港区经济发展局|2
workers|skill|叉车司机取证复训|岳阳职业技术学院|8
finance|finance|供应链金融与应收账款质押|农商银行港区支行|2
members|party|党的创新理论宣讲|市委党校|2
workers|safety|受限空间作业安全|市应急管理局|3
managers|law|劳动合同里的二十个坑|湘港律师事务所|2
talent|skill|三维扫描与逆向建模|增材创新研究院|6
members|policy|流动党员管理新规解读|新港区党群工作部|2
workers|skill|焊工技能提升（二保焊）|攀华新材料实训中心|16
finance|policy|出口退税与跨境结算实务|岳阳海关驻港区办事处|3
managers|finance|企业融资路演辅导|市中小企业服务中心|3
workers|skill|可编程控制器入门|湖南理工学院|12
members|law|网络诈骗防范与个人信息保护|新港区公安分局|1.5
talent|policy|人才政策与职称申报|区人社局|2
workers|safety|消防“四个能力”建设|区消防救援大队|2
managers|skill|班组长现场管理|盛亚体育生产中心|6
members|party|红色家书诵读与党史故事|云溪区党史办|1.5
finance|finance|增值税新政与发票管理|港区税务分局|2
workers|skill|数控车床操作与保养|湘北阀门技术部|8
talent|skill|工业机器人编程与维护|湖南理工学院|12
members|other|心理减压与亲子沟通|市第二人民医院|2
managers|policy|综合保税区功能与通关便利|综保区管理局|2
workers|law|工伤认定与职业病防治|区总工会|2
workers|skill|电工进网作业复审|岳阳职业技术学院|8
members|policy|住房公积金和子女入学政策|新港区社会事务局|1.5
managers|safety|安全生产主体责任清单|市应急管理局|2
"""
_LINES = _TABLE.strip().splitlines()
_OFFICES = ("业务骨干", "特聘讲师", "技术专家", "培训负责人")
_LECTURERS = (
    "邓立新", "曾海涛", "彭秋菊", "伍国栋", "廖敏", "龙剑锋", "黎晓燕", "易世平", "鲁宏伟", "阮文斌", "童春莲",
)  # fmt: skip
_OCCUPATIONS = {
    Audience.MANAGERS: {Occupation.HEAD},
    Audience.WORKERS: {Occupation.WORKER},
    Audience.TALENT: {Occupation.TALENT, Occupation.WORKER},
}
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
    audience, topic, title, office, hours = _LINES[number % len(_LINES)].split("|")
    people = _who_come(programme, rng, Audience(audience), on, size)
    mode = _mode(rng, on)
    activity = programme.hold(
        ActivityKind.TRAINING,
        _title(number, title),
        on,
        begins=(9, 0) if float(hours) > 3 else (14, 30),  # noqa: PLR2004  what takes long begins in the morning
        hours=min(float(hours), 7),
        place="线上直播间" if mode is Mode.ONLINE else "党群服务中心大讲堂",
        people=people,
        others=size - len(people),
        summary=f"按职业类别分班授课，课后{rng.choice(('留下了联系方式，随时答疑', '进行了测验', '现场办理了咨询'))}。",
    )
    return Lecture(
        activity,
        Audience(audience),
        Topic(topic),
        mode,
        lecturer=rng.choice(_LECTURERS),
        office=f"{office}{rng.choice(_OFFICES)}",
        hours=Decimal(hours),
        materials=rng.choice(_MATERIALS),
    )


def _title(number: int, title: str) -> str:
    """What is held again has its number."""
    again = number // len(_LINES)
    return f"{title}（第{'一二三四五六七八九十'[again]}期）" if again else title


def _mode(rng: Random, on: date) -> Mode:
    drawn = rng.choices(list(_MODES), list(_MODES.values()))[0]
    return Mode.ON_SITE if on < _BOTH_SINCE and drawn is Mode.BOTH else drawn


def _who_come(programme: Programme, rng: Random, audience: Audience, on: date, size: int) -> list[Present]:
    wanted = _OCCUPATIONS.get(audience)
    there = [p for p in programme.park.present(on) if wanted is None or p.stay.occupation in wanted]
    return some_of(rng, there, round(size * rng.uniform(*_MEMBERS_SHARE)))


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
