"""A marked copy: the faulty cells red, commented and told of in a column; nothing else of the workbook touched."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from accounts.models import User
from branches.models import Branch
from spreadsheets.kinds import Place, kind_of
from spreadsheets.marked.orders import Values, orders_of
from spreadsheets.marked.own_column import KEY
from spreadsheets.marked.rebuilt import rebuilt
from spreadsheets.planning import Plan, make_plan
from spreadsheets.reader import FileRefused, read_book
from spreadsheets.reader.marking.orders import Orders, RowOrder, SheetOrder
from spreadsheets.reader.marking.process import mark_in_process
from spreadsheets.reader.marking.sheet import STRICT
from spreadsheets.registry import SHEETS as SHEET_KINDS
from tests.importing import HEADER, person_row, xlsx
from tests.spreadsheets.raw_xlsx import MAIN, raw_xlsx, sheet_of, unzipped

RED = "FFFF9A9A"
DATA = Path(__file__).parents[1] / "data"
EDITED = {"[Content_Types].xml", "xl/styles.xml", "_rels/.rels"}
PHONE = "手机号应为 11 位，现在是 3 位，请核对。"


@pytest.fixture
def place(branch_one: Branch, branch_two: Branch) -> Place:
    assert branch_two.pk
    return Place(branch_one.committee_id, None, "")


def plan_for(content: bytes, staff: User, place: Place) -> Plan:
    return make_plan(book=read_book(content), kind=kind_of("members"), by=staff, place=place)


def marked(content: bytes, staff: User, place: Place, values: Values | None = None) -> bytes:
    """Return the copy as it is made in place; fail where it could not be."""
    plan = plan_for(content, staff, place)
    made = mark_in_process(content, orders_of(plan, read_book(content), mark="1:x", values=values))
    assert made is not None
    return made


def sheet_in(content: bytes, name: str = "") -> Any:  # noqa: ANN401  a sheet of openpyxl
    book = load_workbook(io.BytesIO(content))
    return book[name] if name else book.worksheets[0]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def roster(*rows: Sequence[Any]) -> Workbook:
    book = Workbook()
    sheet: Any = book.active
    for row in (HEADER, *rows):
        sheet.append(row)
    return book


def bad(number: int) -> list[Any]:
    row = person_row(number)
    row[2] = "138"
    return row


def reds(sheet: Any) -> dict[str, str]:  # noqa: ANN401  as above
    """Return the comments of the red cells by address, without the name that they begin with."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]
    return {
        cell.coordinate: cell.comment.text.removeprefix("暖流：") if cell.comment else "" for cell in cells
    }


SHEETS = [path for path in sorted((DATA / "sheets").iterdir()) if path.suffix in {".xlsx", ".xls", ".csv"}]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_each_sheet_is_marked_and_reads_as_before(path: Path, staff: User, place: Place) -> None:
    content = path.read_bytes()
    plan = plan_for(content, staff, place)
    original = content if path.suffix == ".xlsx" else rebuilt(read_book(content))
    made = mark_in_process(original, orders_of(plan, read_book(content)))
    assert made is not None
    before, after = unzipped(original), unzipped(made)
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    assert {name for name in before if before[name] != after[name]} <= EDITED | sheets
    told = {
        problem.cell: problem.message for row in plan.refused for problem in row.problems if problem.letter
    }
    assert {
        cell: text for sheet in load_workbook(io.BytesIO(made)) for cell, text in reds(sheet).items()
    } == told
    again = plan_for(made, staff, place)
    assert (again.counts, [m.ignored for m in again.mappings]) == (
        plan.counts,
        [m.ignored for m in plan.mappings],
    )
    assert [row.cells[: len(r.cells)] for row, r in zip(again.rows, plan.rows, strict=True)] == [
        r.cells for r in plan.rows
    ]


def test_the_column_says_what_is_wrong_beside_each_row(staff: User, place: Place) -> None:
    made = sheet_in(marked(saved(roster(person_row(1), ["", *bad(2)[1:3], "九号支部"])), staff, place))
    assert [cell.value for cell in made["E"]][:2] == ["问题说明", None]
    assert made["E3"].value.startswith(f"1. 请填写姓名。 2. {PHONE} 3. 没有叫“九号支部”的党支部。")
    assert (made.column_dimensions["E"].width, made["E3"].number_format) == (60, "@")
    assert made["C3"].comment.author == "暖流"


def test_everything_else_of_the_sheet_stays(staff: User, place: Place) -> None:
    book = roster(bad(1), person_row(2))
    sheet: Any = book.active
    picture = io.BytesIO()
    Picture.new("RGB", (8, 8), "blue").save(picture, "PNG")
    sheet.add_image(Image(picture), "G2")
    rule = DataValidation(type="list", formula1='"男,女"')
    rule.add("D2:D9")
    sheet.add_data_validation(rule)
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[2].height = 40
    sheet.freeze_panes = "B2"
    thin = Side(style="thin", color="FF00AA00")
    sheet["C2"].border = Border(top=thin)
    sheet["C2"].font = Font(bold=True, name="楷体")
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFFFF00")
    content = saved(book)
    made = marked(content, staff, place)
    before, after = unzipped(content), unzipped(made)
    assert {name for name in after if name not in before} == {
        "docProps/custom.xml", "xl/comments_marked1.xml", "xl/drawings/vmlDrawing_marked1.vml",
    }  # fmt: skip
    touched = EDITED | {"xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert {name for name in before if before[name] != after[name]} == touched
    copy = sheet_in(made)
    assert (copy.column_dimensions["B"].width, copy.row_dimensions[2].height) == (33, 40)
    assert (copy.freeze_panes, len(copy._images), len(copy.data_validations.dataValidation)) == ("B2", 1, 1)  # noqa: SLF001  openpyxl has no other
    cell = copy["C2"]
    assert (cell.fill.fgColor.rgb, cell.font.name, cell.font.b, cell.border.top.color.rgb) == (
        RED, "楷体", True, "FF00AA00",
    )  # fmt: skip
    assert reds(copy) == {"C2": PHONE}


def test_rows_without_a_fault_go_through_byte_for_byte(staff: User, place: Place) -> None:
    content = saved(roster(person_row(1), bad(2), person_row(3)))
    row_3 = unzipped(content)["xl/worksheets/sheet1.xml"].split(b"</row>")
    marked_3 = unzipped(marked(content, staff, place))["xl/worksheets/sheet1.xml"].split(b"</row>")
    assert (row_3[1], row_3[3]) == (marked_3[1], marked_3[3])


def test_a_copy_that_comes_back_is_marked_anew(staff: User, place: Place) -> None:
    book = roster(bad(1), bad(2))
    sheet: Any = book.active
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFFFF00")
    first = load_workbook(io.BytesIO(marked(saved(book), staff, place)))
    returned: Any = first.worksheets[0]
    returned["C2"] = "13800000001"
    second = sheet_in(marked(saved(first), staff, place))
    assert reds(second) == {"C3": PHONE}
    assert second["C2"].fill.fgColor.rgb == "FFFFFF00"
    assert [cell.value for cell in second["E"]] == ["问题说明", None, PHONE]
    assert second.max_column == 5
    assert second["C2"].comment is None


def test_comments_that_are_there_are_kept_and_added_to(staff: User, place: Place) -> None:
    book = roster(bad(1), bad(2))
    sheet: Any = book.active
    sheet["C2"].comment = Comment("要问本人", "周明远")
    sheet["A3"].comment = Comment("曾用名王五", "周明远")
    made = marked(saved(book), staff, place)
    copy = sheet_in(made)
    assert copy["C2"].comment.text == f"要问本人\n暖流：{PHONE}"
    assert (copy["C2"].comment.author, copy["A3"].comment.text) == ("周明远", "曾用名王五")
    assert copy["C3"].comment.text == f"暖流：{PHONE}"
    again = load_workbook(io.BytesIO(made))
    returned: Any = again.worksheets[0]
    returned["C2"] = "13800000001"
    last = sheet_in(marked(saved(again), staff, place))
    assert last["C2"].comment.text.startswith("要问本人")
    assert reds(last) == {"C3": PHONE}
    assert unzipped(made)["xl/comments/comment1.xml"].count(b"<comment ") == 3


def test_what_xml_forbids_shows_as_a_mark(db: None) -> None:
    text = "A<b>&\"'\x07\x00\ud800\ufffe_x0041_\u202e]]>尾"
    order = SheetOrder(1, {2: RowOrder({0: text}, {}, text), 1: RowOrder(text="问题说明", is_title=True)})
    content = xlsx([["甲", None], ["乙", None]])
    made = mark_in_process(content, Orders({0: order}, "暖流"))
    assert made is not None
    wanted = "A<b>&\"'\ufffd\ufffd\ufffd\ufffd_x0041_\ufffd]]>尾"
    (row,) = read_book(made).sheets[0].rows[1:]
    assert row.cells[1] == wanted.replace("\ud800", "\ufffd")
    assert sheet_in(made)["A2"].comment.text.startswith("暖流：A<b>&\"'\ufffd")


def test_a_header_of_two_rows_and_merged_cells(staff: User, place: Place) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (
        ["花名册"], ["姓名", "身份证号", "联系", None], [None, None, "手机号", "所在党支部"],
        [*person_row(1)[:3], "九号支部"], [*person_row(2)[:3], None], bad(3),
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "D4:D5"):
        sheet.merge_cells(area)
    content = saved(book)
    plan = plan_for(content, staff, place)
    made = marked(content, staff, place)
    copy = sheet_in(made)
    assert (copy["E2"].value, "E2:E3" in [str(area) for area in copy.merged_cells.ranges]) == (
        "问题说明",
        True,
    )
    told = reds(copy)
    assert sorted(told) == ["C6", "D4"]
    assert [line[:12] for line in told["D4"].split("\n")] == [
        "没有叫“九号支部”的党支",
        "第 5 行：没有叫“九号",
    ]
    again = plan_for(made, staff, place)
    assert (again.counts, again.mappings[0].table.header_rows) == (plan.counts, [2, 3])
    assert again.mappings[0].ignored == {}


def test_a_sentence_about_the_row_makes_it_no_sample(staff: User, place: Place) -> None:
    content = saved(roster(person_row(1), person_row(1)))
    again = plan_for(marked(content, staff, place), staff, place)
    assert [problem.message for row in again.refused for problem in row.problems] == [
        "与第 2 行完全相同，请删去这一行。"
    ]


def test_the_column_is_listed_as_the_portals_own(staff: User, place: Place) -> None:
    plan = plan_for(marked(saved(roster(bad(1))), staff, place), staff, place)
    own = plan.mappings[0].matches[-1]
    assert (own.column.header, own.field, own.why) == ("问题说明", "", "暖流标的问题说明，不导入")


def test_no_kind_has_a_column_of_that_name() -> None:
    assert [key for key in SHEET_KINDS if kind_of(key).knows(KEY)] == []


def test_a_missing_cell_and_a_column_in_the_middle_of_the_widths(staff: User, place: Place) -> None:
    name, number, _, branch = person_row(1)
    rows = (
        "<row r='1'>" + "".join(f"<c r='{'ABCD'[i]}1' t='str'><v>{text}</v></c>" for i, text in enumerate(HEADER))
        + f"</row><row spans='1:4'><c t='str'><v>{name}</v></c><c t='str'><v>{number}</v></c>"
        f"<c r='D2' t='str'><v>{branch}</v></c></row>"
    )  # fmt: skip
    sheet = sheet_of(rows).replace(
        "<sheetData>",
        '<dimension ref="A1:D2"/><cols><col min="2" max="9" width="12" style="0"/></cols><sheetData>',
    )
    made = marked(raw_xlsx(sheet), staff, place)
    written = unzipped(made)["xl/worksheets/sheet1.xml"].decode()
    assert (
        '<cols><col min="2" max="4" width="12" style="0"/><col min="5" max="5" width="60" customWidth="1"/>'
        '<col min="6" max="9" width="12" style="0"/></cols>'
    ) in written
    assert '<dimension ref="A1:E2"/>' in written
    assert "spans" not in written
    assert '<c r="C2" s="1"/><c r=\'D2\'' in written


def test_texts_can_be_written_into_cells(staff: User, place: Place) -> None:
    content = saved(roster(bad(1), bad(2)))
    copy = sheet_in(marked(content, staff, place, {("Sheet", 2, "C"): "=1+1", ("Sheet", 2, "F"): "<新>"}))
    assert (copy["C2"].value, copy["C2"].data_type, copy["F2"].value) == ("=1+1", "s", "<新>")


def test_a_workbook_made_anew_keeps_types_and_hides_nothing(staff: User, place: Place) -> None:
    content = (DATA / "sheets" / "03-党员信息表.xls").read_bytes()
    before, after = read_book(content), read_book(rebuilt(read_book(content)))
    for old, new in zip(before.sheets, after.sheets, strict=True):
        assert (new.name, new.hidden, new.merges) == (old.name, old.hidden, old.merges)
        assert [row for row in new.rows if row not in old.rows] == []
    assert plan_for(rebuilt(before), staff, place).counts == plan_for(content, staff, place).counts


def test_long_numbers_become_texts_and_formulas_stay_texts() -> None:
    book = read_book(xlsx([["a", 13800000001, 430602850101123, "=1+1", "00123", 4.5, 430602198501010000]]))
    assert read_book(rebuilt(book)).sheets[0].rows[0].cells == [
        "a", 13800000001, "430602850101123", "=1+1", "00123", 4.5, 4.3060219850101e17,
    ]  # fmt: skip


HOSTILE: dict[str, Any] = json.loads((DATA / "hostile" / "manifest.json").read_text())
ACCEPTED = [
    entry["file"] for entry in HOSTILE["files"] if (DATA / "hostile" / entry["file"]).exists()
    and entry["file"].endswith(".xlsx") and entry["expect"] != "refuse"
]  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_awkward_workbooks_are_marked_in_place(name: str, staff: User, place: Place) -> None:
    content = (DATA / "hostile" / name).read_bytes()
    try:
        plan = plan_for(content, staff, place)
    except FileRefused:
        return
    made = marked(content, staff, place)
    assert [entry for entry in unzipped(made) if ".." in entry or entry.startswith("/")] == []
    assert plan_for(made, staff, place).fingerprint == plan.fingerprint


def test_what_cannot_be_edited_is_said_so(db: None) -> None:
    order = Orders({0: SheetOrder(None, {1: RowOrder({0: "x"})})}, "暖流")
    other_encoding = sheet_of("<row r='1'><c r='A1'/></row>").encode("utf-16")
    assert mark_in_process(raw_xlsx(other_encoding), order) is None
    assert mark_in_process(b"PK\x03\x04 no workbook", order) is None
    strict = sheet_of("<row r='1'><c r='A1'/></row>").replace(MAIN, STRICT)
    assert mark_in_process(raw_xlsx(strict), order) is None
    assert mark_in_process(raw_xlsx(strict.replace(STRICT, MAIN)), order) is not None


def test_huge_merged_cells_cost_nothing(staff: User, place: Place) -> None:
    book = read_book(saved(roster(*(bad(number) for number in range(1, 9)))))
    book.sheets[0].merges = [(1 + n % 9, n % 200, 1_000_000, n % 200 + n % 7) for n in range(50_000)]
    plan = make_plan(book=book, kind=kind_of("members"), by=staff, place=place)
    order = orders_of(plan, book).sheets[0]
    assert sum(len(row.faults) for row in order.rows.values()) >= 1
    made = mark_in_process(rebuilt(book), orders_of(plan, book))
    assert made is not None
