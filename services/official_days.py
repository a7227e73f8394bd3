"""The State Council's calendar of each year: holidays, and the weekend days that are worked instead.

Source: the notices of the General Office of the State Council on the holidays of a year (部分节假日安排的通知),
each named beside its year. A holiday is given with its first and last day, weekend days among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from services.choices import DayKind


@dataclass(frozen=True)
class OfficialDay:
    """A day on which the calendar differs from the week."""

    on: date
    kind: DayKind
    name: str


@dataclass(frozen=True)
class Festival:
    """One holiday: its days as ``01-21…01-27`` (or one), and the weekend days worked for it."""

    name: str
    days: str
    worked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """What one year's notice says; a day of the year before stands with its year."""

    source: str
    festivals: tuple[Festival, ...]


_2019 = Notice(
    "国办发明电〔2018〕15号、〔2019〕3号",
    (
        Festival("元旦", "2018-12-30…01-01", ("2018-12-29",)),
        Festival("春节", "02-04…02-10", ("02-02", "02-03")),
        Festival("清明节", "04-05…04-07"),
        Festival("劳动节", "05-01…05-04", ("04-28", "05-05")),
        Festival("端午节", "06-07…06-09"),
        Festival("中秋节", "09-13…09-15"),
        Festival("国庆节", "10-01…10-07", ("09-29", "10-12")),
    ),
)
_2020 = Notice(
    "国办发明电〔2019〕16号、〔2020〕1号",
    (
        Festival("元旦", "01-01"),
        Festival("春节", "01-24…02-02", ("01-19",)),
        Festival("清明节", "04-04…04-06"),
        Festival("劳动节", "05-01…05-05", ("04-26", "05-09")),
        Festival("端午节", "06-25…06-27", ("06-28",)),
        Festival("国庆节、中秋节", "10-01…10-08", ("09-27", "10-10")),
    ),
)
_2021 = Notice(
    "国办发明电〔2020〕27号",
    (
        Festival("元旦", "01-01…01-03"),
        Festival("春节", "02-11…02-17", ("02-07", "02-20")),
        Festival("清明节", "04-03…04-05"),
        Festival("劳动节", "05-01…05-05", ("04-25", "05-08")),
        Festival("端午节", "06-12…06-14"),
        Festival("中秋节", "09-19…09-21", ("09-18",)),
        Festival("国庆节", "10-01…10-07", ("09-26", "10-09")),
    ),
)
_2022 = Notice(
    "国办发明电〔2021〕11号",
    (
        Festival("元旦", "01-01…01-03"),
        Festival("春节", "01-31…02-06", ("01-29", "01-30")),
        Festival("清明节", "04-03…04-05", ("04-02",)),
        Festival("劳动节", "04-30…05-04", ("04-24", "05-07")),
        Festival("端午节", "06-03…06-05"),
        Festival("中秋节", "09-10…09-12"),
        Festival("国庆节", "10-01…10-07", ("10-08", "10-09")),
    ),
)
_2023 = Notice(
    "国办发明电〔2022〕16号",
    (
        Festival("元旦", "2022-12-31…01-02"),
        Festival("春节", "01-21…01-27", ("01-28", "01-29")),
        Festival("清明节", "04-05"),
        Festival("劳动节", "04-29…05-03", ("04-23", "05-06")),
        Festival("端午节", "06-22…06-24", ("06-25",)),
        Festival("中秋节、国庆节", "09-29…10-06", ("10-07", "10-08")),
    ),
)
_2024 = Notice(
    "国办发明电〔2023〕7号",
    (
        Festival("元旦", "01-01"),
        Festival("春节", "02-10…02-17", ("02-04", "02-18")),
        Festival("清明节", "04-04…04-06", ("04-07",)),
        Festival("劳动节", "05-01…05-05", ("04-28", "05-11")),
        Festival("端午节", "06-10"),
        Festival("中秋节", "09-15…09-17", ("09-14",)),
        Festival("国庆节", "10-01…10-07", ("09-29", "10-12")),
    ),
)
_2025 = Notice(
    "国办发明电〔2024〕12号",
    (
        Festival("元旦", "01-01"),
        Festival("春节", "01-28…02-04", ("01-26", "02-08")),
        Festival("清明节", "04-04…04-06"),
        Festival("劳动节", "05-01…05-05", ("04-27",)),
        Festival("端午节", "05-31…06-02"),
        Festival("国庆节、中秋节", "10-01…10-08", ("09-28", "10-11")),
    ),
)
_2026 = Notice(
    "国办发明电〔2025〕7号",
    (
        Festival("元旦", "01-01…01-03", ("01-04",)),
        Festival("春节", "02-15…02-23", ("02-14", "02-28")),
        Festival("清明节", "04-04…04-06"),
        Festival("劳动节", "05-01…05-05", ("05-09",)),
        Festival("端午节", "06-19…06-21"),
        Festival("中秋节", "09-25…09-27"),
        Festival("国庆节", "10-01…10-07", ("09-20", "10-10")),
    ),
)

NOTICES: Mapping[int, Notice] = MappingProxyType(
    {
        2019: _2019, 2020: _2020, 2021: _2021, 2022: _2022,
        2023: _2023, 2024: _2024, 2025: _2025, 2026: _2026,
    }
)  # fmt: skip


def official_days(year: int) -> list[OfficialDay]:
    """Return the days of the notice for ``year``, in order; some may lie at the end of the year before.

    Raises ``KeyError`` for a year whose notice is not among :data:`NOTICES`.
    """
    return sorted(_days(year, NOTICES[year]), key=lambda day: day.on)


def _days(year: int, notice: Notice) -> Iterator[OfficialDay]:
    for festival in notice.festivals:
        first, _, last = festival.days.partition("…")
        begin, end = _day(first, year), _day(last or first, year)
        for number in range((end - begin).days + 1):
            yield OfficialDay(begin + timedelta(days=number), DayKind.OFF, festival.name)
        for worked in festival.worked:
            yield OfficialDay(_day(worked, year), DayKind.WORKED, f"{festival.name}调休")


def _day(text: str, year: int) -> date:
    """Read ``01-21`` as a day of ``year``, ``2018-12-29`` as it stands."""
    return date.fromisoformat(text if text.count("-") == 2 else f"{year}-{text}")  # noqa: PLR2004  year, month, day
