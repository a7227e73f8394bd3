"""What is ahead on the day of loading: something to sign in to today and tomorrow, and the next session."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from activities.models import Activity, ActivityKind, ActivityState
from config.demo.gatherings.lectures import Lecture
from config.demo.gatherings.programme import Programme
from config.demo.seed import COUNTED_ON
from training.models import Audience, Mode, Topic

_HALL = "党群服务中心大讲堂"


def plan_ahead(programme: Programme) -> list[Lecture]:
    """Plan for today, all day long, so that its code can be tried at any hour; for tomorrow; for next week.

    Of one activity and one session nobody has said yet whether they were held.
    """
    park = programme.park
    if park.today <= COUNTED_ON:
        return []
    tomorrow, next_week = park.today + timedelta(days=1), park.today + timedelta(days=8)
    open_day = programme.hold(
        ActivityKind.STATION,
        "驿站开放日：扫码签到体验",
        park.today,
        branch=park.branches["b1"],
        place="盛亚体育行政楼一楼",
        station=park.stations["sports"],
    )
    open_day.begins = open_day.ends = None
    programme.hold(
        ActivityKind.VOLUNTEER,
        "冬季送温暖物资分发",
        tomorrow,
        branch=park.branches["b2"],
        begins=(9, 0),
        hours=3,
        place="公元管道综合楼前",
    )
    programme.hold(
        ActivityKind.STATION,
        "职工家属开放日",
        park.today - timedelta(days=3),
        branch=park.branches["b3"],
        place="攀华职工活动中心",
        station=park.stations["steel"],
        state=ActivityState.PLANNED,
    )
    coming = programme.hold(ActivityKind.TRAINING, "年度惠企政策集中解读", next_week, place=_HALL)
    forgotten = programme.hold(
        ActivityKind.TRAINING,
        "冬季消防和用电安全",
        park.today - timedelta(days=5),
        place=_HALL,
        state=ActivityState.PLANNED,
    )
    return [
        _lecture(coming, Audience.MANAGERS, Topic.POLICY, "邓立新", "新港区经济发展局科长"),
        _lecture(forgotten, Audience.WORKERS, Topic.SAFETY, "龙剑锋", "区消防救援大队参谋"),
    ]


def _lecture(activity: Activity, audience: Audience, topic: Topic, lecturer: str, office: str) -> Lecture:
    return Lecture(activity, audience, topic, Mode.BOTH, lecturer, office, hours=Decimal(2))
