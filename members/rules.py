"""The rules of a member's record, as functions over plain values without a query.

Forms, actions and the spreadsheet importer judge by them alike. A record maps names of fields of
:class:`members.models.Member` to cleaned values: text, choices by their code, dates as the text of a
:class:`~core.partial_dates.PartialDate`; what is missing, ``None`` or empty is "not known".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from core.partial_dates import PartialDate
from core.texts import forbidden_in
from members.choices import Category
from members.national_ids import BadNationalId, Bearer, bearer_of

ADULT_YEARS = 18
PROBATION_YEARS = 1
LONG_PROBATION_YEARS = 2
PARTY_FOUNDED_IN = "1921"
FULL = len("2019-07-01")

LINES = {
    "name": ("姓名", 60),
    "native_place": ("籍贯", 60),
    "address": ("家庭住址", 200),
    "home_organisation": ("流出地党组织", 100),
    "home_region": ("流出地", 60),
    "home_contact": ("流出地联系人", 40),
    "card_number": ("流动党员活动证号", 30),
    "job_title": ("职务", 60),
    "notes": ("备注", 1000),
}
"""Title and greatest length of each text of a record."""

SHORT = min(length for _, length in LINES.values())
"""A text of this length is too long for no field."""

SEVERAL_LINES = frozenset({"address", "notes"})
"""Texts that may hold line breaks."""

PHONES = {"phone": "手机号", "home_contact_phone": "流出地联系电话"}

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:010|02[0-9])[2-8][0-9]{7}|0[3-9][0-9]{2}[2-8][0-9]{6,7}")
_HAN = "[㐀-鿿豈-﫿\U00020000-\U0003ffff〇々]"
_NAME = re.compile(f"{_HAN}+(?:·{_HAN}+)*|[A-Za-zÀ-ɏ]+(?:[ ·'’-]+[A-Za-zÀ-ɏ]+)*")
_USUAL_NAME = re.compile("[㐀-鿿]{2,10}")
_MOBILE_LENGTH = 11


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field: a stable code, and a sentence that tells a person what to do."""

    field: str
    code: str
    message: str


def derive_from_id(national_id: str, *, today: date) -> Bearer | None:
    """Return what a valid ID number says of its bearer, ``None`` for an empty or faulty one."""
    read = _read_id(national_id, today) if national_id else None
    return read if isinstance(read, Bearer) else None


def completed(record: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Return ``record`` with sex and birth date following from the ID number where they are empty.

    A birth date of which only year or month is known becomes the full one if it agrees.
    """
    values = dict(record)
    complete(values, today=today)
    return values


def complete(values: dict[str, Any], *, today: date) -> None:
    """Do to ``values`` themselves what :func:`completed` does to a copy."""
    bearer = derive_from_id(values.get("national_id") or "", today=today)
    if bearer is not None:
        values["sex"] = values.get("sex") or bearer.sex
        born, told = bearer.birth_date.isoformat(), values.get("birth_date") or ""
        if told != born and born.startswith(told):
            values["birth_date"] = PartialDate(born)


def faults_of(record: Mapping[str, Any], *, today: date) -> list[Fault]:
    """Return everything that keeps ``record`` from being stored, all at once; empty if it may be."""
    return [
        *_faults_of_texts(record),
        *_faults_of_id(record, today),
        *(fault for field in PHONES if (fault := fault_of_phone(record.get(field) or "", field))),
        *_faults_of_dates(record, today),
    ]


def doubts_of(record: Mapping[str, Any], *, today: date) -> list[Fault]:
    """Return what is unusual but may be true: it is shown, and nothing is refused for it."""
    return list(_doubts_of(record, today.isoformat()))


def _doubts_of(record: Mapping[str, Any], now: str) -> Iterator[Fault]:
    category, joined = record.get("category"), record.get("joined_on") or ""
    born = record.get("birth_date") or ""
    if (
        category == Category.FORMAL
        and (joined and born)
        and _in_a_later_year(joined, born, ADULT_YEARS)
        and _in_a_later_year(now, joined, PROBATION_YEARS)
    ):
        return  # as of most records
    if _surely_before(joined, years_later(born, ADULT_YEARS)):
        yield Fault("joined_on", "joined_under_18", "按出生日期推算，入党时不满 18 岁，请核对入党日期。")
    if category == Category.FORMAL and _surely_before(now, years_later(joined, PROBATION_YEARS)):
        yield Fault("category", "formal_early", "入党不满一年，一般仍在预备期，请核对党员类别。")
    if category == Category.PROBATIONARY and _surely_before(years_later(joined, LONG_PROBATION_YEARS), now):
        yield Fault("category", "probation_long", "预备期已超过两年，请核对是否已经转正。")


def fault_of_phone(phone: str, field: str = "phone") -> Fault | None:
    """Judge a cleaned telephone number: a mainland mobile, or for ``home_contact_phone`` also a landline.

    The member's own must be a mobile: it is what a branch reaches somebody by who is on the move.
    """
    if not phone or _MOBILE.fullmatch(phone):
        return None
    title = PHONES[field]
    if not (phone.isascii() and phone.isdigit()):
        return Fault(field, "phone_characters", f"{title}只能是数字，请核对。")
    if phone.startswith("1"):
        return _fault_of_mobile(phone, field)
    if field == "phone":
        return Fault(field, "phone_not_mobile", "请填本人的 11 位手机号；固定电话可以写在备注里。")
    return None if _LANDLINE.fullmatch(phone) else _fault_of_landline(phone, field)


def _fault_of_mobile(phone: str, field: str) -> Fault:
    if len(phone) != _MOBILE_LENGTH:
        return Fault(field, "phone_length", f"手机号应为 11 位，现在是 {len(phone)} 位，请核对。")
    return Fault(field, "phone_prefix", "手机号应以 13 至 19 开头，请核对。")


def _fault_of_landline(phone: str, field: str) -> Fault:
    if phone.startswith("0"):
        return Fault(field, "phone_landline", "固定电话应为区号加 7 至 8 位号码，如 0730-8123456，请核对。")
    return Fault(field, "phone_kind", "请填 11 位手机号，或带区号的固定电话，如 0730-8123456。")


def fault_of_start(started_on: date, record: Mapping[str, Any], *, today: date) -> Fault | None:
    """Judge the day on which somebody came under a branch's care."""
    if started_on > today:
        return Fault("started_on", "started_future", "流入日期还没有到，请核对。")
    if _surely_before(started_on.isoformat(), record.get("birth_date") or ""):
        return Fault("started_on", "started_before_birth", "流入日期早于出生日期，请核对。")
    return None


def _faults_of_texts(record: Mapping[str, Any]) -> Iterator[Fault]:
    """Most records have nothing to tell: they are seen through at a glance."""
    texts = [*filter(None, map(record.get, LINES))]
    if (
        _USUAL_NAME.fullmatch(record.get("name") or "")
        and max(map(len, texts)) <= SHORT
        and not forbidden_in(" ".join(texts))
    ):
        return
    if not record.get("name"):
        yield Fault("name", "name_missing", "请填写姓名。")
    for field, (title, limit) in LINES.items():
        text = record.get(field)
        if not text:
            continue
        if found := forbidden_in(text, lines=field in SEVERAL_LINES):
            yield Fault(
                field, "text_characters", f"{title}中有不可见的控制字符（{found}），请删掉后重新输入。"
            )
        elif len(text) > limit:
            yield Fault(field, "text_long", f"{title}最多 {limit} 个字，现在是 {len(text)} 个，请缩短。")
        elif field == "name" and (len(text) == 1 or not _NAME.fullmatch(text)):
            yield Fault(
                "name",
                "name_implausible",
                "姓名应为两个以上汉字或字母，间隔号写作“·”；其他说明请写在备注里。",
            )


def _faults_of_id(record: Mapping[str, Any], today: date) -> Iterator[Fault]:
    number = record.get("national_id") or ""
    if not number:
        return
    read = _read_id(number, today)
    if isinstance(read, BadNationalId):
        yield Fault("national_id", read.code, str(read))
        return
    sex, born = record.get("sex"), record.get("birth_date")
    if sex and sex != read.sex:
        told = "男" if read.is_male else "女"
        yield Fault("sex", "sex_against_id", f"身份证号表明性别为{told}，与所填的不一致，请核对。")
    if born and not read.birth_date.isoformat().startswith(born):
        told = PartialDate(read.birth_date.isoformat()).words
        yield Fault(
            "birth_date", "birth_against_id", f"身份证号表明出生日期为{told}，与所填的不一致，请核对。"
        )


def _faults_of_dates(record: Mapping[str, Any], today: date) -> Iterator[Fault]:
    """Compare dates as text: one of which less is known is compared by what is known of both."""
    now = today.isoformat()
    born, joined, confirmed = (
        record.get(field) or "" for field in ("birth_date", "joined_on", "confirmed_on")
    )
    probationary = record.get("category") == Category.PROBATIONARY
    are_full = len(born) == len(joined) == len(confirmed) == FULL
    if are_full and not probationary and born <= now and PARTY_FOUNDED_IN <= joined <= confirmed <= now:
        return  # as of most records
    if _surely_before(now, born):
        yield Fault("birth_date", "birth_future", "出生日期还没有到，请核对。")
    if _surely_before(now, joined):
        yield Fault("joined_on", "joined_future", "入党日期还没有到，请核对。")
    elif joined and joined < PARTY_FOUNDED_IN:
        yield Fault("joined_on", "joined_too_early", f"入党日期早于 {PARTY_FOUNDED_IN} 年，请核对。")
    if _surely_before(confirmed, joined):
        yield Fault("confirmed_on", "confirmed_before_joined", "转正日期不能早于入党日期，请核对。")
    if probationary and (_surely_before(confirmed, now) or confirmed == now):
        words = "转正日期已过而类别仍是预备党员：已转正的请把类别改为正式党员，未转正的请清空转正日期。"
        yield Fault("confirmed_on", "probation_confirmed", words)
    if not probationary and _surely_before(now, confirmed):
        yield Fault("confirmed_on", "confirmed_future", "转正日期还没有到，请核对。")


@lru_cache(maxsize=4)
def _read_id(number: str, today: date) -> Bearer | BadNationalId:
    """Remember the last numbers read: a record is completed first, then judged."""
    try:
        return bearer_of(number, today=today)
    except BadNationalId as bad:
        return bad


def _surely_before(one: str, other: str) -> bool:
    """Tell whether ``one`` is the earlier whatever is not known of either; never if one is empty."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def _in_a_later_year(day: str, other: str, years: int) -> bool:
    """Tell whether ``day`` is in a year after the one that is ``years`` after ``other``."""
    return int(day[:4]) > int(other[:4]) + years


def years_later(day: str, years: int) -> str:
    """Return the same day ``years`` later, known as far as ``day`` is; it may be a 29 February that does not exist."""
    return f"{int(day[:4]) + years:04d}{day[4:]}" if day else ""
