from datetime import date
from typing import Any

import pytest

from core.partial_dates import PartialDate
from members.models import Member
from members.rules import LINES, completed, doubts_of, fault_of_start, faults_of
from tests.register import FREE_ID, ZENG, ZENG_ID

TODAY = date(2025, 1, 15)
RECORD = completed(ZENG, today=TODAY)


def codes(**changes: Any) -> list[tuple[str, str]]:  # noqa: ANN401  values of a record
    return [(fault.field, fault.code) for fault in faults_of({**RECORD, **changes}, today=TODAY)]


def sentences(**changes: Any) -> list[str]:  # noqa: ANN401  as above
    return [fault.message for fault in faults_of({**RECORD, **changes}, today=TODAY)]


def test_a_good_record_has_no_fault() -> None:
    assert codes() == []


def test_sex_and_birth_date_follow_from_the_number() -> None:
    assert (RECORD["sex"], RECORD["birth_date"]) == ("2", "1990-01-01")


@pytest.mark.parametrize("given", ["", "1990", "1990-01", "1990-01-01"])
def test_a_birth_date_that_agrees_becomes_whole(given: str) -> None:
    assert completed({**ZENG, "birth_date": PartialDate(given)}, today=TODAY)["birth_date"] == "1990-01-01"


def test_a_birth_date_that_disagrees_stays_and_is_a_fault() -> None:
    record = completed({**ZENG, "birth_date": PartialDate("1991")}, today=TODAY)
    assert record["birth_date"] == "1991"
    assert [fault.message for fault in faults_of(record, today=TODAY)] == [
        "身份证号表明出生日期为1990年1月1日，与所填的不一致，请核对。"
    ]


def test_nothing_follows_from_a_faulty_number() -> None:
    record = completed({**ZENG, "national_id": ZENG_ID[:-1] + "0"}, today=TODAY)
    assert (record.get("sex"), record.get("birth_date")) == (None, None)


def test_sex_against_the_number() -> None:
    assert sentences(sex="1") == ["身份证号表明性别为女，与所填的不一致，请核对。"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("张", "name_implausible"),
        ("张三1", "name_implausible"),
        ("张三（大）", "name_implausible"),
        ("张三\u202e", "text_characters"),
        ("张\x00三", "text_characters"),
        ("\ud800张三", "text_characters"),
        ("张" * 61, "text_long"),
    ],
)
def test_names_that_cannot_be(name: str, code: str) -> None:
    assert codes(name=name) == [("name", code)]


@pytest.mark.parametrize("name", ["买买提·吐尔逊", "𠮷田", "㛃伟", "䶮诚", "John Smith", "O’Neil", "李〇"])
def test_names_that_can_be(name: str) -> None:
    assert codes(name=name) == []


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("1380730000", "手机号应为 11 位，现在是 10 位，请核对。"),
        ("138073000012", "手机号应为 11 位，现在是 12 位，请核对。"),
        ("12807300001", "手机号应以 13 至 19 开头，请核对。"),
        ("07308123456", "请填本人的 11 位手机号；固定电话可以写在备注里。"),
        ("138a7300001", "手机号只能是数字，请核对。"),
    ],
)
def test_phones_that_cannot_be(phone: str, sentence: str) -> None:
    assert sentences(phone=phone) == [sentence]


@pytest.mark.parametrize("phone", ["", "13807300001", "19907300001"])
def test_phones_that_can_be(phone: str) -> None:
    assert codes(phone=phone) == []


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("13807300001", []),
        ("07308123456", []),
        ("01062345678", []),
        ("073182345678", []),
        ("07301", ["固定电话应为区号加 7 至 8 位号码，如 0730-8123456，请核对。"]),
        ("8123456", ["请填 11 位手机号，或带区号的固定电话，如 0730-8123456。"]),
        ("x", ["流出地联系电话只能是数字，请核对。"]),
    ],
)
def test_the_home_organisation_may_have_a_landline(phone: str, expected: list[str]) -> None:
    assert sentences(home_contact_phone=phone) == expected


@pytest.mark.parametrize(
    ("joined", "confirmed", "expected"),
    [
        ("2012-07", "2012-06-30", [("confirmed_on", "confirmed_before_joined")]),
        ("2012-07", "2011", [("confirmed_on", "confirmed_before_joined")]),
        ("2012-07", "2012-07", []),
        ("2012-07", "2012", []),
        ("2012", "2012-01-01", []),
        ("", "2012-01-01", []),
        ("1920", "", [("joined_on", "joined_too_early")]),
        ("2025-01-16", "", [("joined_on", "joined_future")]),
        ("2025-01", "", []),
        ("2025-02", "", [("joined_on", "joined_future")]),
        ("2012-07", "2025-02", [("confirmed_on", "confirmed_future")]),
    ],
)
def test_dates_in_their_order(joined: str, confirmed: str, expected: list[tuple[str, str]]) -> None:
    assert codes(joined_on=PartialDate(joined), confirmed_on=PartialDate(confirmed)) == expected


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        ("", []),
        ("2025-06", []),
        ("2025-01", []),
        ("2025-01-15", [("confirmed_on", "probation_confirmed")]),
        ("2024-12", [("confirmed_on", "probation_confirmed")]),
    ],
)
def test_probation_and_category_agree(confirmed: str, expected: list[tuple[str, str]]) -> None:
    found = codes(
        category="probationary", joined_on=PartialDate("2024-06"), confirmed_on=PartialDate(confirmed)
    )
    assert found == expected


def test_all_faults_come_together() -> None:
    found = codes(name="", national_id=FREE_ID[:-1], phone="1", joined_on=PartialDate("2030"))
    assert found == [
        ("name", "name_missing"),
        ("national_id", "id_length"),
        ("phone", "phone_length"),
        ("joined_on", "joined_future"),
        ("confirmed_on", "confirmed_before_joined"),
    ]


def test_a_fault_never_repeats_the_number() -> None:
    found = sentences(national_id=FREE_ID[:-1], phone="1380730000")
    assert [FREE_ID[:-1] in text or "1380730000" in text for text in found] == [False, False]


@pytest.mark.parametrize(
    ("category", "joined", "expected"),
    [
        ("formal", "2024-06", ["formal_early"]),
        ("formal", "2024-01-15", []),
        ("formal", "2024", []),
        ("probationary", "2022-12", ["probation_long"]),
        ("probationary", "2024-01", []),
        ("", "2024-06", []),
        ("formal", "", []),
        ("formal", "2007-12-31", ["joined_under_18"]),
        ("formal", "2007", ["joined_under_18"]),
        ("formal", "2008-01", []),
        ("formal", "2008-01-01", []),
    ],
)
def test_doubts_refuse_nothing(category: str, joined: str, expected: list[str]) -> None:
    record = {**RECORD, "category": category, "joined_on": PartialDate(joined), "confirmed_on": ""}
    assert [doubt.code for doubt in doubts_of(record, today=TODAY)] == expected
    assert faults_of(record, today=TODAY) == []


@pytest.mark.parametrize(
    ("started", "code"),
    [
        (date(2025, 1, 15), None),
        (date(2025, 1, 16), "started_future"),
        (date(1989, 12, 31), "started_before_birth"),
    ],
)
def test_day_of_arrival(started: date, code: str | None) -> None:
    found = fault_of_start(started, RECORD, today=TODAY)
    assert (found.code if found else None) == code


def test_limits_are_those_of_the_columns() -> None:
    columns = [column for column in Member._meta.fields if column.name in LINES and column.max_length]
    assert {column.name: (column.verbose_name, column.max_length) for column in columns} == {
        name: limit for name, limit in LINES.items() if name != "address"
    }
