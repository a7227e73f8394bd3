"""Collects activities with those who came, and stores them all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from activities.models import Activity, ActivityKind, ActivityState, Attendance, AttendanceSource, Festival
from branches.models import Branch
from config.demo.park import Park, Present
from config.demo.seed import chance, moment
from config.demo.stored import store
from stations.models import Station

CODES_SINCE = date(2025, 3, 1)
"""Since when people sign in by scanning a code."""
_PLANNED_AHEAD = timedelta(days=21)


@dataclass
class Programme:
    """All activities of the park, and who was at each."""

    park: Park
    activities: list[Activity] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)

    def hold(  # noqa: PLR0913  the parts of an activity
        self,
        kind: ActivityKind,
        title: str,
        on: date,
        *,
        branch: Branch | None = None,
        begins: tuple[int, int] = (14, 30),
        hours: float = 2,
        place: str = "",
        station: Station | None = None,
        festival: Festival | None = None,
        people: Sequence[Present] = (),
        others: int = 0,
        summary: str = "",
        state: ActivityState = ActivityState.HELD,
    ) -> Activity:
        """Add an activity; one of today or later is still being prepared, and nobody has come yet."""
        is_past = on < self.park.today
        if not is_past and state is ActivityState.HELD:
            state = ActivityState.PLANNED
        if state is not ActivityState.HELD:
            people, others, summary = (), 0, summary if state is ActivityState.CANCELLED else ""
        begin = time(*begins)
        activity = Activity(
            committee=self.park.committee,
            branch=branch,
            kind=kind,
            title=title,
            state=state,
            held_on=on,
            begins=begin,
            ends=_later(begin, hours),
            place=place or (station.name if station else ""),
            organiser=branch.short_name if branch else "新港区党群服务中心",
            station=station,
            festival=festival,
            other_count=others,
            summary=summary,
            created_at=moment(min(on - timedelta(days=5), self.park.today)),
            updated_at=moment(on if is_past else self.park.today),
        )
        self.activities.append(activity)
        self.attendances += [self._attendance(activity, present) for present in people]
        return activity

    def _attendance(self, activity: Activity, present: Present) -> Attendance:
        rng = chance("signed", activity.held_on, activity.title, present.member.card_number)
        has_scanned = activity.held_on >= CODES_SINCE and rng.random() < 0.8  # noqa: PLR2004  a share
        begins = activity.begins or time(9)
        minutes = begins.hour * 60 + begins.minute - rng.randint(1, 35)
        came_at = moment(activity.held_on, minutes // 60, minutes % 60)
        return Attendance(
            activity=activity,
            member=present.member,
            branch=self.park.branch_of(present),
            source=AttendanceSource.CODE if has_scanned else AttendanceSource.LIST,
            signed_at=came_at if has_scanned else None,
            recorded_by=None if has_scanned else self.park.keeper_of(activity.branch),
            created_at=came_at,
            updated_at=came_at,
        )

    def is_in_sight(self, on: date) -> bool:
        """Tell whether a day has come, or is so near that it is being prepared for."""
        return on <= self.park.today + _PLANNED_AHEAD

    def store(self) -> None:
        """Store everything, activities in the order of their days."""
        self.activities.sort(key=lambda activity: activity.held_on)
        store(self.activities)
        store(self.attendances)


def _later(begin: time, hours: float) -> time:
    minutes = begin.hour * 60 + begin.minute + int(hours * 60)
    return time(minutes // 60, minutes % 60)
