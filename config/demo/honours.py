"""Honours: twelve model workers and craftsmen by the end of 2024, and what district and park award."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from config.demo.committee import COMMITTEE_NAME
from config.demo.park import KEENEST, Park, Present
from config.demo.seed import chance, moment
from config.demo.stored import store
from members.choices import HonourKind, HonourLevel, Occupation
from members.models import Honour

# year-month | level | kind | title | granted by
_COUNTED = """
2020-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2021-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2021-12|municipal|craftsman|巴陵工匠|岳阳市总工会
2022-04|provincial|medal|湖南省五一劳动奖章|湖南省总工会
2022-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2022-12|municipal|craftsman|巴陵工匠|岳阳市总工会
2023-04|provincial|model_worker|湖南省劳动模范|湖南省人民政府
2023-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2023-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2024-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2024-09|provincial|craftsman|湖湘工匠|湖南省总工会
2024-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2025-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2025-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2026-04|provincial|medal|湖南省五一劳动奖章|湖南省总工会
"""
"""One person each: twelve of them by the end of 2024."""
_AGAIN = "2024-06|municipal|member|岳阳市优秀共产党员|中共岳阳市委员会"
"""For somebody who has been honoured before: two honours, one person."""
_LOCAL = (
    ("county", "member", "云溪区优秀共产党员", "中共岳阳市云溪区委员会"),
    ("park", "member", "新港区优秀流动党员", COMMITTEE_NAME),
    ("park", "other", "新港区岗位能手", "城陵矶新港区工会"),
)


def make_honours(park: Park) -> None:
    """Store honours of the city and the province for one person each, and those of district and park for many."""
    rows: list[Honour] = []
    taken: set[int] = set()
    for number, line in enumerate(_COUNTED.strip().splitlines()):
        row = _honour(park, number, line, taken)
        if row.granted_on <= park.today:
            rows.append(row)
            taken.add(row.member.pk)
    again = _honour(park, 99, _AGAIN, set())
    again.member = rows[3].member
    rows.append(again)
    rows += _local_honours(park)
    store(sorted(rows, key=lambda row: row.granted_on))


def _honour(park: Park, number: int, line: str, taken: set[int]) -> Honour:
    month, level, kind, title, body = line.split("|")
    rng = chance("honour", number)
    granted_on = date.fromisoformat(f"{month}-{rng.randint(16, 29)}")
    present = _deserving(park, granted_on, taken, heads=kind == HonourKind.MODEL_WORKER, place=number)
    return _row(present, level, kind, title, body, granted_on)


def _deserving(park: Park, day: date, taken: set[int], *, heads: bool, place: int) -> Present:
    """One of the keenest of the day: heads of firms for model workers, workers and engineers for the rest."""
    found = [
        p
        for p in park.present(min(day, park.today))
        if p.member.pk not in taken and (p.stay.occupation is Occupation.HEAD) == heads
    ]
    found.sort(key=lambda p: (KEENEST - p.keenness, p.member.pk))
    return found[place % 7]


def _row(  # noqa: PLR0913, PLR0917  the parts of an honour
    present: Present, level: str, kind: str, title: str, body: str, granted_on: date
) -> Honour:
    return Honour(
        member=present.member,
        kind=HonourKind(kind),
        level=HonourLevel(level),
        title=title,
        granted_by=body,
        granted_on=granted_on,
        created_at=moment(granted_on),
        updated_at=moment(granted_on),
    )


def _local_honours(park: Park) -> Iterator[Honour]:
    """Each year before the first of July some are praised in the park."""
    for year in range(2019, park.today.year + 1):
        day = date(year, 6, 28)
        if day > park.today:
            continue
        rng = chance("local honours", year)
        people = rng.sample(park.present(day), min(len(park.present(day)), 2 + (year - 2019)))
        for number, present in enumerate(people):
            yield _row(present, *_LOCAL[number % len(_LOCAL)], day)
