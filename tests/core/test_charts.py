"""Charts: well-formed, escaped, without inline style, and true to their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from core.charts import Item, Series, bar_chart, month_item, share_chart, trend_chart
from core.charts.lettering import elide, width_of
from core.charts.scale import scale_between, scale_for, tick_words
from core.charts.shares import widths
from core.numbers import Number
from core.periods import Month

DECEMBER = Month(2024, 12)
LONG = "岳阳城陵矶新港区现代综合物流供应链服务股份有限公司流动党员联合支部委员会"
BRANCHES = [Item("第一支部", 20, "/a?x=1&y=2"), Item("第二支部", 10), Item("第三支部", 0)]


def items(*values: Number | None) -> list[Item]:
    return [Item(f"第{number}项", value, f"/{number}") for number, value in enumerate(values)]


def months(*values: Number | None, title: str = "", dashed: bool = False) -> Series:
    points = [
        month_item(month, value, f"/?month={month}")
        for month, value in zip(DECEMBER.back(len(values)), values, strict=True)
    ]
    return Series(title, points, dashed)


def parse(drawing: SafeString) -> ET.Element:
    # The text was written by our own code a moment ago.
    return ET.fromstring(drawing)  # noqa: S314


def named(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def words(elements: Sequence[ET.Element]) -> list[str | None]:
    return [each.text for each in elements]


# ── Every form, every awkward set of numbers ──────────────────────────────────────────────────────────────────────────


def bars(values: Sequence[Number | None], *, narrow: bool) -> SafeString:
    return bar_chart(items(*values), title="党员", unit="人", narrow=narrow)


def shares(values: Sequence[Number | None], *, narrow: bool) -> SafeString:
    return share_chart(items(*values), title="党员", unit="人", narrow=narrow)


def trend(values: Sequence[Number | None], *, narrow: bool) -> SafeString:
    return trend_chart([months(*values)], title="党员", unit="人", narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("draw", [bars, shares, trend])
@pytest.mark.parametrize(
    "values",
    [[], [7], [None], [0, 0, 0], [1_000_000, 1, 0], [0.4, Decimal("0.2")], [None, 3, None, 4, 5], range(24)],
)
def test_drawings_are_well_formed_and_stay_inside(
    draw: Callable[..., SafeString], values: Sequence[Number | None], *, narrow: bool
) -> None:
    root = parse(draw(values, narrow=narrow))
    assert root.get("aria-label") == "党员"
    assert [each.attrib for each in root.iter() if "style" in each.attrib] == []
    assert "nan" not in ET.tostring(root, encoding="unicode")
    places = [
        float(value[:-1])
        for each in root.iter()
        for key in ("x", "x1", "x2", "cx", "width")
        if (value := each.get(key, "")).endswith("%")
    ]
    assert [place for place in places if not 0 <= place <= 100] == []


@pytest.mark.parametrize("draw", [bars, shares, trend])
def test_what_is_known_is_linked_once(draw: Callable[..., SafeString]) -> None:
    root = parse(draw([3, 4, 5], narrow=False))
    assert root.get("role") == "group"
    assert len({each.get("href") for each in named(root, "a")}) == 3
    assert len(named(root, "a")) == 3


def test_a_drawing_without_links_is_an_image() -> None:
    assert parse(bar_chart([Item("甲", 1)], title="甲")).get("role") == "img"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("draw", [bar_chart, share_chart])
def test_text_is_escaped_and_long_names_are_told_in_full(
    draw: Callable[..., SafeString], *, narrow: bool
) -> None:
    evil = Item('<script>"&', 3, 'javascript:"<x>')
    root = parse(draw([evil, Item(LONG, 4, "/long")], title='<b>"题"', unit="<人>", narrow=narrow))
    assert root.get("aria-label") == '<b>"题"'
    assert named(root, "script") == []
    labels = words(classed(root, "chart-label"))
    assert labels[0] == '<script>"&'
    assert (labels[1] or "")[-1] == "…"
    assert (labels[1] or "")[:-1] == LONG[: len(labels[1] or "") - 1]
    told = [title for title in words(named(root, "title")) if title and title.startswith(LONG)]
    assert told != []
    assert all(title.startswith(f"{LONG}：4 <人>") for title in told)


# ── Bars ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bars_are_as_long_as_their_values() -> None:
    root = parse(bar_chart(BRANCHES, title="各支部", unit="人", narrow=True))
    assert [bar.get("width") for bar in classed(root, "chart-bar")] == ["100%", "50%", "0%"]
    assert words(classed(root, "chart-amount")) == ["20 人", "10 人", "0 人"]
    assert words(named(root, "title")) == ["第一支部：20 人", "第二支部：10 人", "第三支部：0 人"]
    assert [link.get("href") for link in named(root, "a")] == ["/a?x=1&y=2"]


def test_wide_bars_have_an_axis_of_round_numbers() -> None:
    root = parse(bar_chart(BRANCHES, title="各支部", unit="人"))
    assert words(classed(root, "chart-tick")) == ["0", "5", "10", "15", "20"]


# ── Trend ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_trend_names_months_and_compares() -> None:
    lines = [months(1, 2, 3, title="今年"), months(2, 2, 2, title="去年同期", dashed=True)]
    root = parse(trend_chart(lines, title="管理流动党员", unit="人"))
    assert words(classed(root, "chart-tick")) == [
        *("0", "1", "2", "3"),
        *("10月", "2024年", "11月", "12月"),
        *("今年", "去年同期"),
    ]
    assert words(named(root, "title")) == [
        "今年 2024年10月：1 人",
        "今年 2024年11月：2 人",
        "今年 2024年12月：3 人",
        "去年同期 2024年10月：2 人",
        "去年同期 2024年11月：2 人",
        "去年同期 2024年12月：2 人",
    ]
    assert [line.get("stroke-dasharray") for line in named(root, "polyline")] == [None, "5 4"]
    assert len(named(root, "polygon")) == 1
    assert named(root, "a")[2].get("href") == "/?month=2024-12"


def test_a_year_is_named_where_it_begins() -> None:
    points = [month_item(month, 1) for month in Month(2024, 2).back(4)]
    root = parse(trend_chart([Series("", points)], title="甲"))
    assert words(classed(root, "chart-tick"))[2:] == ["11月", "2023年", "12月", "1月", "2024年", "2月"]


def test_the_last_month_is_always_named() -> None:
    root = parse(trend_chart([months(*range(24))], title="甲", narrow=True))
    named_months = [text for text in words(classed(root, "chart-tick")) if text and text.endswith("月")]
    assert named_months == ["4月", "8月", "12月", "4月", "8月", "12月"]


def test_a_month_that_is_not_known_leaves_a_gap() -> None:
    root = parse(trend_chart([months(1, 2, None, 4, 5, None, 7)], title="甲"))
    assert len(named(root, "polyline")) == 2
    assert len(named(root, "circle")) == 5


def test_the_highest_point_lies_on_the_highest_line() -> None:
    root = parse(trend_chart([months(0, 50, 100)], title="甲"))
    assert [point.get("cy") for point in named(root, "circle")] == ["234", "124", "14"]


# ── Shares ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_shares_say_amount_and_share() -> None:
    root = parse(
        share_chart([Item("非公", 3, "/n"), Item("国有", 1), Item("其他", 0)], title="所有制", unit="人")
    )
    assert words(classed(root, "chart-amount")) == ["3 人", "1 人", "0 人"]
    assert words(classed(root, "chart-share")) == ["75.0%", "25.0%", "0.0%"]
    assert [part.get("width") for part in classed(root, "chart-part")] == ["75%", "25%"]


def test_shares_of_nothing_have_no_share() -> None:
    root = parse(share_chart([Item("甲", 0), Item("乙", None)], title="空", unit="人"))
    assert words(classed(root, "chart-share")) == ["—", "—"]
    assert classed(root, "chart-part") == []


def test_a_tiny_part_can_be_seen_and_the_bar_stays_whole() -> None:
    found = widths(items(999_999, 1, 0), 1_000_000)
    assert round(found[1], 4) == 0.0079
    assert found[2] == 0
    assert round(sum(found), 9) == 1


# ── Axis and letters ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, ["0", "1", "2", "3", "4", "5"]),
        (1, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (26, ["0", "10", "20", "30"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (112, ["0", "50", "100", "150"]),
        (1_000_000, ["0", "20万", "40万", "60万", "80万", "100万"]),
    ],
)
def test_ticks_are_round(largest: float, ticks: list[str]) -> None:
    assert [tick_words(tick) for tick in scale_for(largest).ticks] == ticks


@pytest.mark.parametrize(
    ("smallest", "largest", "ticks"),
    [
        (0, 112, ["0", "50", "100", "150"]),
        (98, 114, ["95", "100", "105", "110", "115"]),
        (112, 112, ["105", "110", "115"]),
        (20, 20, ["19", "20"]),
        (19, 20, ["0", "5", "10", "15", "20"]),
        (90_000, 100_000, ["8.5万", "9万", "9.5万", "10万"]),
    ],
)
def test_a_line_far_from_zero_gets_an_axis_of_its_own(
    smallest: float, largest: float, ticks: list[str]
) -> None:
    assert [tick_words(tick) for tick in scale_between(smallest, largest).ticks] == ticks


def test_an_area_is_drawn_from_zero_only() -> None:
    assert len(named(parse(trend_chart([months(50, 100)], title="甲")), "polygon")) == 1
    assert len(named(parse(trend_chart([months(98, 100)], title="甲")), "polygon")) == 0


def test_an_axis_may_have_parts_of_one() -> None:
    assert [tick_words(tick) for tick in scale_for(0.9, whole=False).ticks] == [
        "0",
        "0.2",
        "0.4",
        "0.6",
        "0.8",
        "1",
    ]


def test_ticks_in_words() -> None:
    assert [tick_words(Decimal(value)) for value in ("15000", "200000000", "0.5")] == ["1.5万", "2亿", "0.5"]


def test_letters_are_measured_and_cut() -> None:
    assert width_of("党员ab", 10) == 31.6
    assert elide("第一支部", 52) == "第一支部"
    assert elide("第一支部", 51) == "第一…"
    assert elide("第一 支部", 51) == "第一…"


# ── The tag ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_the_tag_shows_both_forms_and_the_table() -> None:
    page = rendered('{% chart "bars" items title="各支部" unit="人" %}', items=BRANCHES)
    assert page.count("<svg") == 2
    assert '<th scope="row">第二支部</th>' in page
    assert '<td class="num"><a href="/a?x=1&amp;y=2">20 人</a></td>' in page


def test_the_table_of_a_trend_has_a_column_for_each_line() -> None:
    lines = [months(1, 2, title="今年"), months(5, title="去年同期", dashed=True)]
    page = rendered('{% chart "trend" lines title="趋势" unit="人" %}', lines=lines)
    assert '<th scope="col" class="num">今年</th>' in page
    assert '<th scope="col" class="num">去年同期</th>' in page
    assert page.count('<th scope="row">') == 2


@pytest.mark.parametrize("form", ["bars", "shares"])
def test_without_items_the_tag_says_so(form: str) -> None:
    page = rendered("{% chart form items title='空' empty='本月没有党员。' %}", form=form, items=[])
    assert "本月没有党员。" in page
    assert "<svg" not in page


def test_a_trend_without_months_says_so() -> None:
    page = rendered('{% chart "trend" lines title="空" %}', lines=[Series("", [])])
    assert "这一时期还没有数据。" in page
