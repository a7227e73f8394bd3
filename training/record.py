"""What members have learnt: the sessions they attended, with their hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, groupby

from django.db.models import Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from activities.models import Activity, ActivityState, Attendance
from core.scope import Actor
from members.models import Member

TRAINED = Q(
    voided_at__isnull=True,
    activity__voided_at__isnull=True,
    activity__state=ActivityState.HELD,
    activity__session__voided_at__isnull=True,
    activity__session__isnull=False,
)
"""The attendances that count as training."""
HIDDEN = "其他支部主办的大讲堂"


@dataclass(frozen=True)
class Lesson:
    """One session that a member attended; title and address only where the reader may see it."""

    on: date
    title: str
    topic: str
    hours: Decimal
    href: str


@dataclass(frozen=True)
class Year:
    """The sessions of one year."""

    year: int
    lessons: Sequence[Lesson]

    @property
    def hours(self) -> Decimal:
        """Hours of the year."""
        return sum((lesson.hours for lesson in self.lessons), Decimal())


@dataclass(frozen=True)
class Record:
    """A member's training, the latest year first, as far as ``by`` may see it."""

    years: Sequence[Year]
    has_more: bool

    @property
    def numbered(self) -> Sequence[tuple[Year, Sequence[tuple[int, Lesson]]]]:
        """The years with their sessions, these numbered from the first to the last."""
        numbers = count(1)
        return [(year, [(next(numbers), lesson) for lesson in year.lessons]) for year in self.years]

    @property
    def count(self) -> int:
        """Sessions attended."""
        return sum(len(year.lessons) for year in self.years)

    @property
    def hours(self) -> Decimal:
        """Hours of all years."""
        return sum((year.hours for year in self.years), Decimal())

    def of(self, year: int | None) -> Record:
        """Return the record of one year alone; of all for none."""
        return Record([each for each in self.years if year in (None, each.year)], self.has_more)


def record_of(by: Actor, member: Member) -> Record:
    """Return what ``member`` has attended. What another branch keeps is left out, and that there is more is told."""
    attended = Attendance.objects.filter(TRAINED, member=member)
    rows = list(
        attended.visible_to(by)
        .select_related("activity__session")
        .order_by("-activity__held_on", "-activity_id")
    )
    seen = _visible(by, [row.activity_id for row in rows])
    lessons = [_lesson(row.activity, is_seen=row.activity_id in seen) for row in rows]
    years = [Year(year, list(group)) for year, group in groupby(lessons, key=lambda each: each.on.year)]
    return Record(years, has_more=attended.count() > len(rows))


def _visible(by: Actor, keys: Sequence[int]) -> frozenset[int]:
    return frozenset(Activity.objects.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))


def _lesson(activity: Activity, *, is_seen: bool) -> Lesson:
    session = activity.session
    return Lesson(
        on=activity.held_on,
        title=activity.title if is_seen else HIDDEN,
        topic=session.get_topic_display(),
        hours=session.hours,
        href=session.get_absolute_url() if is_seen else "",
    )


def with_hours(rows: QuerySet[Member], by: Actor, year: int) -> QuerySet[Member]:
    """Add to each member the ``sessions`` attended in ``year`` and their ``hours``, as far as ``by`` may see them."""
    attended = (
        Attendance.objects.visible_to(by)
        .filter(TRAINED, member=OuterRef("pk"), activity__held_on__year=year)
        .order_by()
        .values("member")
    )
    hours = attended.annotate(sum=Sum("activity__session__hours")).values("sum")
    return rows.annotate(
        sessions=Coalesce(Subquery(attended.annotate(count=Count("pk")).values("count")), Value(0)),
        hours=Coalesce(
            Subquery(hours, output_field=DecimalField(max_digits=8, decimal_places=1)),
            Value(Decimal()),
            output_field=DecimalField(max_digits=8, decimal_places=1),
        ),
    )
