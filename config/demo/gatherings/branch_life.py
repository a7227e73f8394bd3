"""Each branch's monthly meeting, and the talks to which the committee invites."""

from __future__ import annotations

from datetime import date

from activities.models import ActivityKind, ActivityState
from branches.models import Branch
from config.demo.committee import PLANS
from config.demo.gatherings.programme import Programme
from config.demo.park import some_of
from config.demo.seed import chance, office_day
from core.periods import Month
from members.choices import Occupation

CLOSED = (Month(2020, 2), Month(2020, 3))
"""The months in which nobody could meet."""

_THEMES = {
    1: ("组织生活会和民主评议党员", "学习党章，总结上年工作"),
    2: ("节后收心：谈打算、定目标", "学习流动党员管理规定"),
    3: ("学习雷锋精神，立足岗位奉献", "安全生产从我做起"),
    4: ("清明缅怀革命先烈", "党课：长江大保护与绿色港口"),
    5: ("劳动最光荣：岗位故事分享", "走进企业生产一线"),
    6: ("重温入党誓词", "参观红色教育基地"),
    7: ("庆祝党的生日主题党日", "书记讲党课"),
    8: ("防暑降温和车间安全检查", "廉洁教育专题学习"),
    9: ("我为园区发展献一策", "消防应急演练"),
    10: ("国旗下的主题党日", "党课：从港口看开放"),
    11: ("党员先锋岗经验交流", "学习新修订的规章制度"),
    12: ("支部工作总结与谈心谈话", "宪法宣传周集中学习"),
}
_SUMMARIES = (
    "集中学习后分组讨论，结合本职工作谈了体会，并通报了下月安排。",
    "会上核对了联系方式和工作单位变化，收集到的困难已登记为工单。",
    "支委汇报了近期工作，党员结合岗位实际提出改进建议。",
    "会后走访了新到企业的流动党员，送去学习资料。",
)
_SHARE_WHO_COME = (0.5, 0.86)

# month | title | place | who is invited
_TALKS = (
    (1, "迎新春流动党员茶话会", "党群服务中心多功能厅", None),
    (4, "流动党员企业家沙龙", "党群服务中心一楼", Occupation.HEAD),
    (6, "技术人才座谈会", "增材创新研究院报告厅", Occupation.TALENT),
    (9, "中秋流动党员恳谈会", "党群服务中心多功能厅", None),
    (12, "流动党员企业家沙龙（年终专场）", "党群服务中心一楼", Occupation.HEAD),
)
_TALK_SUMMARY = "与会人员介绍了外地的经验做法，就用工、通勤、子女入学等提出建议，现场能答复的当场答复。"


def hold_meetings(programme: Programme) -> None:
    """Let each branch meet once a month, but for the two months of 2020 and a month now and then."""
    park = programme.park
    for plan in PLANS:
        for month in park.months(plan.founded_on)[1:]:
            _meet(programme, park.branches[plan.code], month)


def _meet(programme: Programme, branch: Branch, month: Month) -> None:
    rng = chance("meeting", branch.code, month)
    on = office_day(date(month.year, month.number, rng.randint(5, 27)))
    theme = rng.choice(_THEMES[month.number])
    there = programme.park.present(on, branch)
    people = some_of(rng, there, round(len(there) * rng.uniform(*_SHARE_WHO_COME)))
    summary = rng.choice(_SUMMARIES)
    if not programme.is_in_sight(on):
        return
    state = ActivityState.HELD
    if month in CLOSED:
        state, summary = ActivityState.CANCELLED, "因疫情防控，改为线上自学。"
    programme.hold(
        ActivityKind.MEETING,
        theme,
        on,
        branch=branch,
        begins=rng.choice(((9, 0), (14, 30), (15, 0), (19, 0))),
        place=f"{branch.host}会议室" if branch.host else "",
        people=people,
        summary=summary,
        state=state,
    )


def hold_talks(programme: Programme) -> None:
    """Let the committee invite five times a year."""
    for year in range(2019, programme.park.today.year + 1):
        for number, title, place, occupation in _TALKS:
            rng = chance("talk", year, number)
            on = office_day(date(year, number, rng.randint(12, 22)))
            if on < date(2019, 9, 1) or not programme.is_in_sight(on):
                continue
            there = programme.park.present(on)
            fitting = [p for p in there if occupation in {None, p.stay.occupation}]
            programme.hold(
                ActivityKind.TALK,
                f"{year}年{title}",
                on,
                place=place,
                people=some_of(rng, fitting, rng.randint(12, 26)),
                others=rng.randint(2, 9),
                summary=_TALK_SUMMARY,
            )
