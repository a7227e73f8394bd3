"""Which column is which field: sure, asked about, ignored; never guessed silently."""

from __future__ import annotations

import pytest

from branches.sheets import ENTERPRISES
from members.sheets import MEMBERS
from spreadsheets.layout import find_tables
from spreadsheets.mapping import IGNORE, TableMapping, map_table
from spreadsheets.reader.book import Cell
from tests.importing import book_of, national_id


def mapped(
    header: list[str],
    *rows: list[Cell],
    chosen: dict[str, str] | None = None,
    remembered: dict[str, str] | None = None,
) -> TableMapping:
    layout = find_tables(book_of([header, *rows]), knows=MEMBERS.knows)
    (table,) = layout.tables
    return map_table(table, MEMBERS, chosen or {}, remembered)


PEOPLE: list[list[Cell]] = [["钱卫东", national_id(n), f"138{n:08d}"] for n in range(1, 9)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("姓 名", "name"), ("公民身份证号码", "national_id"), ("身份证号*", "national_id"),
        ("手机号码（必填）", "phone"),
        ("联系电话", "phone"), ("所属支部", "branch"), ("入党\n时间", "joined_on"),
        ("流出地党组织", "home_organisation"),
    ],
)  # fmt: skip
def test_headers_are_known_by_synonyms_however_they_are_set(header: str, field: str) -> None:
    others = [h for f, h in (("name", "姓名"), ("national_id", "身份证号")) if f != field]
    found = mapped([header, *others], ["钱卫东", "孙丽华", "李志强"][: 1 + len(others)])  # type: ignore[arg-type]
    assert found.letters[field] == "A"


def test_unknown_columns_are_listed_as_ignored() -> None:
    found = mapped(["姓名", "身份证号", "手机号", "星座"], [*PEOPLE[0], "水瓶"])
    assert (found.ignored, found.questions) == ({"D": "星座"}, [])


def test_two_columns_of_one_meaning_are_asked_about() -> None:
    found = mapped(["姓名", "身份证号", "手机", "手机号码"], [*PEOPLE[0], "13900000000"])
    assert found.questions == ["C 列“手机”、D 列“手机号码”都像“手机号”，请选定一列，其余的不导入。"]
    assert "phone" not in found.letters


def test_a_sure_header_goes_before_a_weak_one() -> None:
    found = mapped(["姓名", "身份证号", "联系电话", "手机号"], [*PEOPLE[0], "13900000000"])
    assert (found.letters["phone"], found.ignored, found.questions) == ("D", {"C": "联系电话"}, [])


def test_the_persons_choice_goes_before_everything() -> None:
    header = ["姓名", "身份证号", "手机", "手机号码"]
    row: list[Cell] = [*PEOPLE[0], "13900000000"]
    found = mapped(header, row, chosen={"D": "phone"})
    assert (found.letters["phone"], found.ignored, found.questions) == ("D", {"C": "手机"}, [])
    ignoring = mapped(header, row, chosen={"C": IGNORE})
    assert (ignoring.letters["phone"], ignoring.questions) == ("D", [])


def test_an_earlier_choice_for_the_same_header_is_used_and_said() -> None:
    found = mapped(["姓名", "身份证号", "常用号"], PEOPLE[0], remembered={"常用号": "phone"})
    assert found.letters["phone"] == "C"
    assert [m.why for m in found.matches if m.field == "phone"] == ["按以前的选择"]


def test_a_choice_of_no_field_is_ignored() -> None:
    assert mapped(["姓名", "身份证号", "手机号"], PEOPLE[0], chosen={"C": "password"}).letters["phone"] == "C"


def test_a_missing_required_column_is_asked_about() -> None:
    found = mapped(["姓名", "手机号", "性别"], ["钱卫东", "13800138001", "男"])
    assert found.questions == ["没有找到“身份证号”这一列，请指出是哪一列，或在表中补上。"]


def test_a_column_that_looks_like_the_missing_one_is_suggested() -> None:
    rows: list[list[Cell]] = [[name, phone, number] for name, number, phone in PEOPLE]
    found = mapped(["姓名", "手机号", "号码"], *rows)
    (match,) = [m for m in found.matches if m.question]
    assert (match.column.letter, match.suggestions) == ("C", ["national_id"])
    assert found.questions == ["C 列“号码”的内容像“身份证号”，请确认。"]


def test_only_what_looks_like_the_missing_column_is_suggested() -> None:
    rows: list[list[Cell]] = [[name, phone, "水瓶", "湖南岳阳"] for name, _, phone in PEOPLE]
    found = mapped(["姓名", "手机号", "星座", "老家"], *rows)
    assert found.questions == ["没有找到“身份证号”这一列，请指出是哪一列，或在表中补上。"]
    assert [m.suggestions for m in found.matches] == [[], [], [], []]


def test_of_several_columns_the_one_that_fits_best_is_suggested() -> None:
    rows: list[list[Cell]] = [[name, phone, number, number] for name, number, phone in PEOPLE]
    rows[0][2] = "430699"
    found = mapped(["姓名", "手机号", "号码一", "号码二"], *rows)
    assert found.questions == ["D 列“号码二”的内容像“身份证号”，请确认。"]


def test_names_under_a_strange_header_are_suggested() -> None:
    rows: list[list[Cell]] = [[*person, "水瓶"] for person in PEOPLE]
    found = mapped(["人员", "身份证号", "手机号", "星座"], *rows)
    assert found.questions == ["A 列“人员”的内容像“姓名”，请确认。"]


def test_firms_under_a_strange_header_are_suggested() -> None:
    header = ["主体", "统一社会信用代码", "所有制", "位置"]
    table = find_tables(
        book_of([header, ["攀华新材料有限公司", "", "民营", "园区一路"]]), knows=ENTERPRISES.knows
    ).tables[0]
    assert map_table(table, ENTERPRISES, {}).questions == ["A 列“主体”的内容像“名称”，请确认。"]


def test_a_header_that_lies_is_corrected_by_its_values() -> None:
    rows: list[list[Cell]] = [[*person, "正式"] for person in PEOPLE]
    found = mapped(["姓名", "身份证号", "手机号", "党籍状态"], *rows)
    assert found.letters["category"] == "D"
    assert "party_status" not in found.letters
    assert [m.why for m in found.matches if m.field == "category"] == [
        "标题像“党籍状态”，内容是“党员类别”，按内容认定"
    ]


def test_a_header_that_is_true_in_most_cells_stays() -> None:
    rows: list[list[Cell]] = [[*person, "正常"] for person in PEOPLE[1:]]
    found = mapped(["姓名", "身份证号", "手机号", "党籍状态"], [*PEOPLE[0], "正式"], *rows)
    assert found.letters["party_status"] == "D"


def test_samples_show_numbers_masked_as_elsewhere() -> None:
    found = mapped(
        ["姓名", "身份证号", "手机号", "生日"], ["钱卫东", "430699196102020013", "13800000001", "19610202"]
    )
    assert [m.samples for m in found.matches] == [
        ["钱卫东"],
        ["430699********0013"],
        ["138****0001"],
        ["19610202"],
    ]
