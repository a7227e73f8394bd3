"""Citizens' ID numbers, GB 11643-1999: 17 digits and a check character of ISO 7064 MOD 11-2.

Six digits of the county, eight of the birth date, three of order (odd for men), one check character.
Counties come and go, so of the first six only the province is judged.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

LENGTH, LENGTH_UNTIL_1999 = 18, 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_PROVINCES_BY_REGION = ("11-15", "21-23", "31-37", "41-46", "50-54", "61-65", "71-71", "81-83", "91-91")
PROVINCES = frozenset(
    str(code)
    for first, last in (region.split("-") for region in _PROVINCES_BY_REGION)
    for code in range(int(first), int(last) + 1)
)
FIRST_BIRTH_YEAR = 1900
_BUILT_LIKE = re.compile(r"[0-9]{14,17}[0-9X]")


class BadNationalId(ValueError):
    """The number cannot be anybody's; ``code`` names the fault, the text tells a person what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Bearer(NamedTuple):
    """What a number says about its bearer."""

    birth_date: date
    is_male: bool

    @property
    def sex(self) -> str:
        """Code of :class:`members.choices.Sex`."""
        return "1" if self.is_male else "2"


def check_character(first17: str) -> str:
    """Return the check character that belongs behind 17 digits."""
    return CHECKS[(_weigh(first17[:6], 0) + _weigh(first17[6:14], 6) + _weigh(first17[14:], 14)) % 11]


@lru_cache(maxsize=20_000)
def _weigh(digits: str, place: int) -> int:
    """Return the sum of ``digits``, each by the weight of its place: counties, days and orders come again."""
    return sum(map(mul, map(int, digits), WEIGHTS[place:]))


def looks_like_national_id(text: str) -> bool:
    """Tell whether ``text`` is built like a number, also one of 15 to 17 digits or with a wrong check character.

    Such a column is the one that is meant, whatever has to be repaired in it.
    """
    if _BUILT_LIKE.fullmatch(text) is None:
        return False
    born = f"19{text[6:12]}" if len(text) == LENGTH_UNTIL_1999 else text[6:14]
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return born >= str(FIRST_BIRTH_YEAR)


@lru_cache(maxsize=20_000)
def _day(digits: str) -> date:
    """Return the day that eight digits tell; ``date.min`` for one that does not exist."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return date.min


def bearer_of(number: str, *, today: date) -> Bearer:
    """Read a number of 18 characters (X in upper case); raise :class:`BadNationalId` with the fault."""
    if len(number) != LENGTH:
        code = "id_length"
        raise BadNationalId(code, f"身份证号应为 18 位，现在是 {len(number)} 位，请对照证件核对。")
    body, check = number[:17], number[17]
    if not (body.isascii() and body.isdigit()) or check not in "0123456789X":
        code = "id_characters"
        raise BadNationalId(code, "身份证号只能是数字，最后一位可以是 X，请对照证件核对。")
    if body[:2] not in PROVINCES:
        code = "id_region"
        raise BadNationalId(code, "身份证号开头的地区代码不存在，请对照证件核对。")
    birth = _day(body[6:14])
    if not date(FIRST_BIRTH_YEAR, 1, 1) <= birth <= today:
        code = "id_birth_date"
        raise BadNationalId(code, "身份证号第 7 至 14 位不是真实的出生日期，请对照证件核对。")
    if check_character(body) != check:
        code = "id_check"
        raise BadNationalId(code, "身份证号的校验位不对，请对照证件核对每一位。")
    return Bearer(birth, int(body[16]) % 2 == 1)
