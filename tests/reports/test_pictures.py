"""Charts as pictures: the same drawing as on the page, with nothing left that only a page knows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from reports.layout import Column, Diagram, Form, Row, Table
from reports.pictures import MOST_BARS, png_of, svg_of, title_of
from reports.typesetting import has_typst

COLUMNS = (Column("党支部", 20, Form.TEXT), Column("流入\n（人次）", 10), Column("离开\n（人次）", 10))


def table(*rows: tuple[str, int | None, int | None]) -> Table:
    return Table("表", "表", COLUMNS, tuple(Row(values) for values in rows))


def bars(last: int) -> Diagram:
    return Diagram("人数", "bar", 0, (1,), 0, last, "人")


def shapes(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}"))  # noqa: S314  our own drawing


def words(svg: str) -> list[str]:
    return [found.text or "" for found in shapes(svg, "text")]


def test_nothing_is_left_that_only_a_page_understands() -> None:
    months = table(("2023-12", 3, 4), ("2024-01", 5, 1), ("2024-02", None, 2))
    lines = svg_of(months, Diagram("变化", "column", 0, (1, 2), 0, 2, "人次"))
    for drawing in (lines, svg_of(table(("第一支部", 3, 1)), bars(0))):
        for left in ("%", "em", "class=", "<title", "href", "vector-effect", "var("):
            assert left not in drawing
        assert 'width="560"' in drawing
        assert "Noto Sans CJK SC" in drawing
    assert [word for word in words(lines) if word.endswith(("月", "年", "）"))] == [
        "12月", "2023年", "1月", "2024年", "2月", "流入（人次）", "离开（人次）",
    ]  # fmt: skip


def test_a_bar_is_as_long_as_its_number() -> None:
    drawing = svg_of(table(("甲", 10, 0), ("乙", 5, 0), ("丙", None, 0)), bars(2))
    lengths = [float(rect.get("width", "")) for rect in shapes(drawing, "rect")]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)
    assert lengths[2] == 0
    assert [word for word in words(drawing) if word.endswith(("人", "—"))] == ["10 人", "5 人", "—"]


def test_of_very_many_bars_the_largest_are_drawn_and_said_so() -> None:
    many = table(*((f"第{number}支部", number, 0) for number in range(600)))
    drawing = svg_of(many, bars(599))
    assert next(word for word in words(drawing) if word.endswith("部")) == "第599支部"
    assert len([word for word in words(drawing) if word.endswith("部")]) == MOST_BARS
    assert title_of(bars(599)) == "人数（人，数量最多的24个）"
    assert title_of(bars(5)) == "人数（人）"


def test_names_are_text_whatever_they_look_like() -> None:
    drawing = svg_of(table(("<b>&\x0b", 1, 0)), bars(0))
    assert "<b>&" in words(drawing)


@pytest.mark.skipif(not has_typst(), reason="typst 没有安装")
def test_a_picture_has_the_width_that_was_asked_for() -> None:
    png = png_of(svg_of(table(("第一支部", 3, 1)), bars(0)), 900)
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 900


def test_without_the_typesetter_there_is_no_png(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.typesetting.has_typst", lambda: False)
    assert png_of("<svg/>", 100) is None
