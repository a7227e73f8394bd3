"""What is ahead on the day of loading: something to sign in to today and tomorrow, and the next session."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from activities.models import ActivityKind
from config.demo.gatherings.lectures import Lecture
from config.demo.gatherings.programme import Programme
from config.demo.seed import COUNTED_ON
from training.models import Audience, Mode, Topic


def plan_ahead(programme: Programme) -> list[Lecture]:
    """Plan for today, all day long, so that its code can be tried at any hour; for tomorrow; for next week."""
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
    session = programme.hold(
        ActivityKind.TRAINING,
        "年度惠企政策集中解读",
        next_week,
        begins=(14, 30),
        place="党群服务中心大讲堂",
    )
    return [
        Lecture(
            session,
            Audience.MANAGERS,
            Topic.POLICY,
            Mode.BOTH,
            lecturer="邓立新",
            office="新港区经济发展局科长",
            hours=Decimal(2),
        )
    ]
