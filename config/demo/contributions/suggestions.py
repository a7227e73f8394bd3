"""Suggestions: 126 handed in and 45 of them adopted by the end of 2024, and those that wait today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from config.demo.contributions.ideas import IDEAS, PLACES, REASONS, Idea
from config.demo.park import Park, some_of
from config.demo.seed import COUNTED_ON, chance, day_within, moment, office_day, pick, shared_out
from config.demo.stored import store
from contributions.choices import SuggestionSource, SuggestionState
from contributions.models import Suggestion
from contributions.numbers import NUMBERS

_HANDED_IN = {2019: 5, 2020: 14, 2021: 21, 2022: 26, 2023: 29, 2024: 31}
_SINCE = 32
_FIRST_MONTH = {2019: 6}
_ADOPTED = 45
_ADOPTED_SINCE = 0.37
_SOURCES = {
    SuggestionSource.MEETING: 46,
    SuggestionSource.ONLINE: 20,
    SuggestionSource.SHEET: 16,
    SuggestionSource.STATION: 14,
    SuggestionSource.OTHER: 4,
}
_ONLINE_SINCE = date(2022, 3, 1)
_WITHOUT_NAME, _BY_BRANCH, _CARRIED_OUT = 0.18, 0.6, 0.75
_STEPS, _DECIDED_AFTER, _CARRIED_OUT_AFTER = (1, 6), (8, 29), (30, 160)
_WAITING = (38, 4)
"""Days since what waits today in any case was handed in; the first should have been answered."""


@dataclass(frozen=True, eq=False)
class Course:
    """The days of a suggestion."""

    handed_in_on: date
    taken_up_on: date
    decided_on: date


def make_suggestions(park: Park) -> None:
    """Store all suggestions, numbered by the day they came in."""
    courses = [course for year in range(2019, park.today.year + 1) for course in _courses(year)]
    adopted = _adopted(courses)
    given: Counter[int] = Counter()
    rows = []
    for number, course in enumerate(courses):
        if course.decided_on <= park.today:
            rows.append(_decided(park, number, course, is_adopted=course in adopted))
        elif course.handed_in_on <= park.today:
            rows.append(_undecided(park, number, course))
    if park.today > COUNTED_ON:
        rows += [_left_lying(park, len(courses) + days, days) for days in _WAITING]
    rows.sort(key=lambda row: row.handed_in_on)
    for row in rows:
        year = row.handed_in_on.year
        given[year] += 1
        row.number = f"{NUMBERS.prefix}-{year}-{given[year]:04d}"
    store(rows)


def _courses(year: int) -> list[Course]:
    rng = chance("suggestions", year)
    months = range(_FIRST_MONTH.get(year, 1), 13)
    # More is said where people sit together: before the Spring Festival and at Mid-Autumn.
    weights = [rng.uniform(0.4, 1.2) * (2 if month in {1, 9} else 1) for month in months]
    found = []
    for month, count in zip(months, shared_out(_HANDED_IN.get(year, _SINCE), weights), strict=True):
        for _ in range(count):
            on = day_within(rng, date(year, month, 3), date(year, month, 28))
            taken_up_on = on + timedelta(days=rng.randint(*_STEPS))
            decided_on = office_day(on + timedelta(days=rng.randint(*_DECIDED_AFTER)))
            found.append(Course(on, min(taken_up_on, decided_on), decided_on))
    return sorted(found, key=lambda course: course.handed_in_on)


def _adopted(courses: list[Course]) -> set[Course]:
    """Choose 45 of those that were decided by the end of 2024, and as large a share of what came later."""
    before = [course for course in courses if course.decided_on <= COUNTED_ON]
    later = [course for course in courses if course.decided_on > COUNTED_ON]
    rng = chance("adopted")
    return {*rng.sample(before, _ADOPTED), *(course for course in later if rng.random() < _ADOPTED_SINCE)}


def _decided(park: Park, number: int, course: Course, *, is_adopted: bool) -> Suggestion:
    row, idea = _row(park, number, course.handed_in_on)
    row.taken_up_on, row.decided_on = course.taken_up_on, course.decided_on
    row.updated_at = moment(course.decided_on, 16)
    rng = chance("decision", number)
    if not is_adopted:
        row.state, row.reply = SuggestionState.ANSWERED, rng.choice(REASONS)
        return row
    row.state, row.reply = SuggestionState.ADOPTED, idea.reply
    carried_out_on = course.decided_on + timedelta(days=rng.randint(*_CARRIED_OUT_AFTER))
    if rng.random() < _CARRIED_OUT and carried_out_on <= park.today:
        row.state, row.carried_out_on, row.outcome = SuggestionState.CARRIED_OUT, carried_out_on, idea.outcome
        row.updated_at = moment(carried_out_on, 16)
    return row


def _undecided(park: Park, number: int, course: Course) -> Suggestion:
    row, _ = _row(park, number, course.handed_in_on)
    if course.taken_up_on <= park.today:
        row.state, row.taken_up_on = SuggestionState.UNDER_REVIEW, course.taken_up_on
    return row


def _left_lying(park: Park, number: int, days: int) -> Suggestion:
    row, _ = _row(park, number, park.today - timedelta(days=days))
    return row


def _row(park: Park, number: int, on: date) -> tuple[Suggestion, Idea]:
    rng = chance("suggestion", number)
    idea = IDEAS[number * 7 % len(IDEAS)]
    again = number // len(IDEAS)
    where = PLACES[(again * 2 + number) % len(PLACES)]
    source = pick(rng, _SOURCES)
    if source is SuggestionSource.ONLINE and on < _ONLINE_SINCE:
        source = SuggestionSource.MEETING
    present = None if rng.random() < _WITHOUT_NAME else some_of(rng, park.present(on), 1)[0]
    is_of_branch = present is not None and rng.random() < _BY_BRANCH
    suggestion = Suggestion(
        committee=park.committee,
        branch=park.branch_of(present) if present and is_of_branch else None,
        title=idea.title.format(where=where) + (f"（{where}）" if again and idea.is_general else ""),
        content=idea.content.format(where=where),
        source=source,
        member=present.member if present else None,
        person_name=present.member.name if present else "",
        person_phone=present.member.phone if present else "",
        handed_in_on=on,
        created_at=moment(on, 14),
        updated_at=moment(on, 14),
    )
    return suggestion, idea
