"""People's names: one way of writing them, and the pinyin by which they are found."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

MIDDLE_DOT = "·"
_DOTS = re.compile("[·•‧∙⋅・･．.]")
_BLANKS = re.compile(r"\s+")
_HAN = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "翟": "zhai", "任": "ren",
    "朴": "piao", "盖": "ge", "繁": "po", "尉": "wei", "缪": "miao", "宓": "mi", "晟": "cheng", "员": "yun",
    "覃": "qin", "召": "shao", "乐": "yue", "种": "chong", "洗": "xian", "冼": "xian", "薄": "bo", "柏": "bai",
    "逄": "pang", "尹": "yin", "华": "hua", "万": "wan", "车": "che", "燕": "yan", "应": "ying", "宁": "ning",
    "葛": "ge", "钭": "tou", "隗": "wei", "黑": "he", "折": "she", "秘": "bi", "牟": "mou", "相": "xiang",
    "都": "du", "谌": "chen", "那": "na", "哈": "ha", "句": "gou", "阚": "kan", "郇": "xun", "能": "nai",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai", "单于": "chanyu",
}  # fmt: skip
"""Surnames whose reading differs from the character's most common one, or that a dictionary may get wrong."""


def clean_name(text: str) -> str:
    """Write a name one way: no blanks between Han characters, every middle dot as ``·``, Latin names keep one blank."""
    text = text.strip()
    text = _BLANKS.sub("" if _HAN.search(text) else " ", text)
    return _DOTS.sub(MIDDLE_DOT, text).strip(MIDDLE_DOT)


@lru_cache(maxsize=20_000)
def pinyin_of(name: str) -> tuple[str, str]:
    """Return full pinyin and initials without tones: ``("zengxiaohong", "zxh")``."""
    surname = next((s for s in (name[:2], name[:1]) if s in SURNAMES), "")
    given = name[len(surname) :].replace(MIDDLE_DOT, "")
    syllables = lazy_pinyin(given, style=Style.NORMAL, errors="default", v_to_u=False)
    head = SURNAMES.get(surname, "")
    initials = (head[:1] if len(surname) < 2 else "".join(s[0] for s in lazy_pinyin(surname))) + "".join(  # noqa: PLR2004
        s[0] for s in syllables if s
    )
    return (head + "".join(syllables)).lower(), initials.lower()
