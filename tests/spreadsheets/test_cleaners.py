"""From a cell as it was typed to the one text that it stands for."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from branches.sheets import ENTERPRISES
from members.sheets import MEMBERS
from spreadsheets import cleaners
from spreadsheets.faults import Fault
from spreadsheets.kinds import Kind
from spreadsheets.reader.book import Cell, CellError, Formula


def fault_of(clean: cleaners.Cleaner, cell: Cell) -> str:
    with pytest.raises(Fault) as raised:
        clean(cell)
    assert raised.value.message.endswith(("。", "？"))
    return raised.value.code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), ("", ""), ("\u3000 林超 ", "林超"), (13743360730, "13743360730"), (13743360730.0, "13743360730"),
        (1.5, "1.5"), (True, "是"), (date(2019, 7, 1), "2019-07-01"),
        (datetime.fromisoformat("2019-07-01"), "2019-07-01"),
        (datetime.fromisoformat("2019-07-01T08:30"), "2019-07-01 08:30:00"), (time(8, 30), "08:30:00"),
        (Formula("甲"), "甲"),
        (Formula(None), ""), ("\ufeff甲", "甲"),
    ],
)  # fmt: skip
def test_text_of_a_cell(cell: Cell, text: str) -> None:
    assert cleaners.text_of(cell) == text


def test_error_values_are_faults() -> None:
    assert fault_of(cleaners.text_of, CellError("#N/A")) == "cell_error"
    assert fault_of(cleaners.text_of, Formula(CellError("#REF!"))) == "cell_error"
    assert fault_of(cleaners.text_of, Formula(CellError("#OUTSIDE"))) == "formula_outside"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2019-07-01", "2019-07-01"), ("2019-7-1", "2019-07-01"), ("2019.7.1", "2019-07-01"), ("2019.7", "2019-07"),
        ("2019/07", "2019-07"), ("2019年7月1日", "2019-07-01"), ("2019年7月", "2019-07"), ("2019年7月份", "2019-07"),
        ("2019年", "2019"), ("2019", "2019"), ("20190701", "2019-07-01"), ("201907", "2019-07"),
        (20190701, "2019-07-01"),
        (201907, "2019-07"), (20190701.0, "2019-07-01"), (2019, "2019"), (43647, "2019-07-01"),
        ("43647", "2019-07-01"),
        (2019.07, "2019-07"), (2019.12, "2019-12"), (date(2019, 7, 1), "2019-07-01"),
        ("２０１９．７．１", "2019-07-01"),
        (datetime.fromisoformat("2019-07-01T08:30"), "2019-07-01"), ("2019-07-01 00:00:00", "2019-07-01"),
        (" 2019 年 7 月 1 日 ", "2019-07-01"),
        ("2019-07-01T08:30:00", "2019-07-01"), ("2019。7。1", "2019-07-01"), ("无", ""), ("—", ""), (None, ""),
        (Formula(date(1998, 7, 1)), "1998-07-01"), ("1985.06.01", "1985-06-01"), ("1949-10-01", "1949-10-01"),
    ],
)  # fmt: skip
def test_dates(cell: Cell, text: str) -> None:
    assert cleaners.date_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2019-02-30", "date_impossible"), ("2019-13", "date_impossible"), ("20190732", "date_impossible"),
        ("去年七月", "date_shape"), ("7月1日", "date_shape"), ("19.7.1", "date_shape"), (2019.1, "date_ambiguous"),
        (0, "date_shape"), (-5, "date_shape"), (99999999, "date_impossible"), ("3019-01-01", "date_impossible"),
        (True, "date_shape"),
    ],
)  # fmt: skip
def test_what_is_no_date(cell: Cell, code: str) -> None:
    assert fault_of(cleaners.date_text, cell) == code


def test_days_take_a_month_for_its_first_day_and_no_year() -> None:
    assert cleaners.day_text("2019.7") == "2019-07-01"
    assert cleaners.day_text("") == ""
    assert fault_of(cleaners.day_text, "2019") == "date_year_only"


@pytest.mark.parametrize(
    "word", ["无", "没有", "暂无", "不详", "-", "—", "——", "/", "N/A", "null", "…", "　", " 无 "]
)
def test_words_for_nothing(word: str) -> None:
    assert cleaners.text(10)(word) == ""
    assert cleaners.compact(word) == ""


def test_text_is_written_one_way() -> None:
    clean = cleaners.text(20)
    assert clean("云溪路  1\n号\u3000 3 栋") == "云溪路 1 号 3 栋"
    assert clean("cafe\u0301") == "café"
    assert clean("长\u200b江") == "长江"
    assert cleaners.text(20, lines=True)(" 一 \r\n\r\n二\t三 ") == "一\n\n二 三"


@pytest.mark.parametrize(
    "text",
    [
        "甲\x00乙",
        "甲\x07乙",
        "甲\u202e乙",
        "甲\u2066乙",
        "甲\ufffd乙",
        "甲\ue000乙",
        "甲\x1b乙",
        "甲\u0378乙",
    ],
)
def test_strange_characters_are_refused(text: str) -> None:
    assert fault_of(cleaners.text(20), text) == "strange_character"
    assert fault_of(cleaners.text(20, lines=True), text) == "strange_character"


@pytest.mark.parametrize(
    "text", ["𠮷", "䶮", "㛃", "\U000313f5", "\U0002ebf1", "买买提·吐尔逊", "\U0001f004"]
)
def test_rare_characters_go_through(text: str) -> None:
    assert cleaners.text(20)(text) == text


def test_text_that_is_too_long() -> None:
    assert cleaners.text(5)("一二三四五") == "一二三四五"
    assert fault_of(cleaners.text(5), "一二三四五六") == "too_long"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("4306 9919 6002", "430699196002"), ("'430699", "430699"), ("４３０x", "430X"), (430699.0, "430699"),
        ("\t430699\t", "430699"), ("430699\n", "430699"), (Formula("430699"), "430699"),
    ],
)  # fmt: skip
def test_codes_are_compact(cell: Cell, text: str) -> None:
    assert cleaners.compact(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [("1,200人", "1200"), (35, "35"), (35.0, "35"), ("０", "0"), ("", ""), ("无", ""), ("007", "7")],
)
def test_whole_numbers(cell: Cell, text: str) -> None:
    assert cleaners.whole_number(cell) == text


@pytest.mark.parametrize("cell", ["-3", "3.5", 3.5, "约30", "1" * 10, "二十"])
def test_what_is_no_whole_number(cell: Cell) -> None:
    assert fault_of(cleaners.whole_number, cell) == "number_shape"


@pytest.mark.parametrize(
    ("field", "cell", "text"),
    [
        ("ethnic_group", "汉", "汉族"), ("ethnic_group", "土家", "土家族"), ("ethnic_group", "01_汉族", "汉族"),
        ("ethnic_group", "868_汉族", "汉族"), ("sex", "男性", "男"), ("sex", 2, "女"), ("sex", "１", "男"),
        ("education", "本科", "大学"), ("education", "大学 本科", "大学"), ("category", "预备", "预备党员"),
        ("category", "1-正式党员", "正式党员"), ("party_status", "正常党员", "正常"),
        ("occupation", "技工", "技术工人"),
        ("name", "欧\u3000强", "欧强"), ("name", "买买提•吐尔逊", "买买提·吐尔逊"),
        ("name", "Maria  Silva", "Maria Silva"),
        ("national_id", "43069919600207001x", "43069919600207001X"), ("phone", "+86 138-0013-8001", "13800138001"),
        ("phone", 13800138001.0, "13800138001"), ("phone", "8613800138001", "13800138001"),
        ("home_contact_phone", "（0730）812 3456", "07308123456"), ("card_number", 4306000000.0, "4306000000"),
    ],
)  # fmt: skip
def test_columns_of_members(field: str, cell: Cell, text: str) -> None:
    assert MEMBERS.by_field[field].clean(cell) == text


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("national_id", 430699196002070013, "id_as_number"), ("national_id", 4.30699196002070e17, "id_as_number"),
        ("national_id", "4.30699E+17", "id_as_number"), ("national_id", 430699600207001, "id_as_number"),
        ("national_id", "430699********0013", "masked"), ("phone", "138****8001", "masked"),
        ("sex", "未说明", "unknown_choice"),
        ("ethnic_group", "汉汉", "unknown_choice"), ("category", "群众", "unknown_choice"),
    ],
)  # fmt: skip
def test_faults_in_columns_of_members(field: str, cell: Cell, code: str) -> None:
    assert fault_of(MEMBERS.by_field[field].clean, cell) == code


@pytest.mark.parametrize(
    ("kind", "field", "cell", "sentence"),
    [
        (ENTERPRISES, "industry", "制造行业", "“制造行业”不是可用的行业，是不是“制造业”？请改成可用的写法。"),
        (ENTERPRISES, "industry", "港口物流",
         "“港口物流”不是可用的行业，是不是“交通运输、仓储和邮政业”？请改成可用的写法。"),
        (
            ENTERPRISES, "industry", "电子",
            ("“电子”不是可用的行业，可用的有“农、林、牧、渔业”“制造业”“电力、热力、燃气及水生产和供应业”“建筑业”"
            "“批发和零售业”“交通运输、仓储和邮政业”等，请改成其中之一。"),
        ),
        (MEMBERS, "sex", "不男", "“不男”不是可用的性别，可用的有“男”“女”，请改成其中之一。"),
    ],
)  # fmt: skip
def test_an_unknown_choice_offers_what_is_near_or_lists_what_there_is(
    kind: Kind, field: str, cell: str, sentence: str
) -> None:
    with pytest.raises(Fault) as caught:
        kind.by_field[field].clean(cell)
    assert caught.value.message == sentence


def test_yes_and_no() -> None:
    assert [cleaners.yes_no(cell) for cell in ("√", "是", True, "否", "×", False, "")] == [
        "是",
        "是",
        "是",
        "否",
        "否",
        "否",
        "",
    ]
