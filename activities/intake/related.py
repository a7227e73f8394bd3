"""Festivals and activities as sheets name them."""

from __future__ import annotations

import re

from activities.models import Activity, Festival
from spreadsheets.faults import Fault
from spreadsheets.records import NamedLookup, Scope
from spreadsheets.records.lookups import fold, listed

_YEAR = re.compile(r"(\d{4})年?(?:度)?(?:企业)?(?:文化节)?")


LONGEST_NUMBER = 18


def is_number(key: str) -> bool:
    """Tell whether ``key`` may be the number of a row."""
    return key.isascii() and key.isdecimal() and len(key) <= LONGEST_NUMBER


class FestivalLookup(NamedLookup):
    """The committee's festivals by name, or by the year that tells which one it is."""

    def __init__(self, scope: Scope) -> None:
        found = Festival.objects.visible_to(scope.by).valid().filter(committee=scope.place.committee_key)
        self._festivals = {festival.pk: festival for festival in found}
        self._by_year = {festival.year: festival.pk for festival in found}
        rows = [(festival.pk, festival.name) for festival in found]
        super().__init__(rows, code="festival_unknown", unknown=self._unknown_festival)

    def find(self, words: str) -> tuple[int, str]:
        match = _YEAR.fullmatch(fold(words))
        pk = self._by_year.get(int(match[1])) if match else None
        return (pk, self._festivals[pk].name) if pk is not None else super().find(words)

    def row(self, number: int) -> Festival | None:
        return self._festivals.get(number)

    def _unknown_festival(self, words: str, near: str) -> str:
        advice = (
            f"是不是“{near}”？" if near else f"已登记的有{listed(self.names())}。" if self._festivals else ""
        )
        return f"没有登记过“{words}”这一届文化节。{advice}"


class ActivityLookup:
    """The activities that the importer sees, by title and day."""

    def __init__(self, scope: Scope) -> None:
        found = (
            Activity.objects.visible_to(scope.by)
            .valid()
            .filter(committee=scope.place.committee_key)
            .select_related("branch")
            .defer("summary")
        )
        self.by_key = {activity.pk: activity for activity in found}
        self._by_title: dict[str, list[Activity]] = {}
        for activity in self.by_key.values():
            self._by_title.setdefault(fold(activity.title), []).append(activity)

    def called(self, key: str) -> Activity | None:
        """Return the activity of the number ``key``."""
        return self.by_key.get(int(key)) if is_number(key) else None

    def find(self, title: str, day: str, branch_key: int | None) -> Activity:
        """Return the one of this title, on ``day`` (ISO text) where one is told; raise :class:`Fault`.

        Of several, the one of the branch to which the import goes is meant.
        """
        found = self._by_title.get(fold(title), [])
        if not found:
            raise Fault(
                "activity_unknown", f"没有登记过叫“{title[:30]}”的活动。请核对名称，或先登记这次活动。"
            )
        on_day = [a for a in found if not day or a.held_on.isoformat() == day]
        if not on_day:
            days = "、".join(sorted({a.held_on.isoformat() for a in found})[-3:])
            raise Fault("activity_day", f"“{title[:30]}”不在这一天，登记的日期是 {days}，请核对。")
        own = [a for a in on_day if a.branch_id == branch_key] if len(on_day) > 1 else on_day
        if len(own) != 1:
            what = "请写明日期" if not day else "请在上传时选定是哪一次"
            raise Fault("several_activities", f"叫“{title[:30]}”的活动有 {len(on_day)} 次，{what}。")
        return own[0]

    def told_by(self, lines: list[str]) -> Activity | None:
        """Return the activity whose title stands in the lines above a table, with its day if it was held often."""
        text = fold("".join(lines))
        titles = sorted((t for t in self._by_title if len(t) >= SHORTEST_TITLE and t in text), key=len)
        found = self._by_title[titles[-1]] if titles else []
        if len(found) > 1:
            found = [a for a in found if any(fold(words) in text for words in _days(a))]
        return found[0] if len(found) == 1 else None


SHORTEST_TITLE = 4


def _days(activity: Activity) -> list[str]:
    day = activity.held_on
    return [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y.%m.%d}",
        f"{day.year}.{day.month}.{day.day}",
    ]
