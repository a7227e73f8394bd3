"""People's names: one way of writing them, and the pinyin by which they are found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.db.models import Q

MIDDLE_DOT = "·"
PINYIN_LENGTH, INITIALS_LENGTH = 200, 200
_DOTS = re.compile(
    "[·\u0387\u1427\u16eb\u2022\u2024\u2027\u2218\u2219\u22c5\u25cf\u25e6\u2981\u2e31\u2e33\u30fb\ua78f\ufe52\uff0e\uff65\U00010101.]+"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")
_PLAIN = re.compile("[㐀-鿿]+")
"""Unified Han characters only: nothing to tidy, as each has one form."""
_HAN = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")

SURNAMES = {
    "万俟": "mo'qi", "单于": "chan'yu shan'yu", "尉迟": "yu'chi", "澹台": "tan'tai", "长孙": "zhang'sun",
    "欧阳": "ou'yang", "上官": "shang'guan", "司马": "si'ma", "司徒": "si'tu", "诸葛": "zhu'ge", "皇甫": "huang'fu",
    "夏侯": "xia'hou", "慕容": "mu'rong", "令狐": "ling'hu", "东方": "dong'fang",
    "乐": "yue le", "乜": "nie", "仇": "qiu", "任": "ren", "佴": "nai", "冼": "xian", "区": "ou", "华": "hua",
    "单": "shan", "卜": "bu", "句": "gou", "召": "shao", "员": "yun yuan", "宁": "ning", "宓": "mi fu", "尉": "wei",
    "应": "ying", "折": "she zhe", "晟": "cheng sheng", "曾": "zeng", "朴": "piao pu", "查": "zha", "柏": "bai",
    "洗": "xian", "燕": "yan", "牟": "mou mu", "盖": "ge gai", "相": "xiang", "祭": "zhai", "种": "chong",
    "秘": "bi mi", "繁": "po", "缪": "miao", "翟": "zhai di", "能": "nai", "莘": "shen xin", "葛": "ge",
    "薄": "bo", "覃": "qin tan", "解": "xie", "谌": "chen shen", "车": "che", "逄": "pang", "逯": "lu", "那": "na",
    "郇": "xun huan", "郗": "xi chi", "都": "du", "钭": "tou", "阚": "kan", "隗": "wei kui", "黑": "he hei",
}  # fmt: skip
"""Surnames that are read otherwise than the character mostly is, or in several ways (the usual reading first),
and those of two characters."""

_USUAL_LENGTH = range(2, 5)
_FREQUENT_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖闫欧褚卫庞樊兰"
    "殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛"
    "童甄项曲成游阳裴席查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
)


def clean_name(text: str) -> str:
    """Write a name one way: no blanks between Han characters, every middle dot as ``·``, Latin names keep one blank."""
    if _PLAIN.fullmatch(text):
        return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()
    text = _BLANKS.sub("" if _HAN.search(text) else " ", text)
    return _DOTS.sub(MIDDLE_DOT, text).strip(MIDDLE_DOT)


def looks_like_name(text: str) -> bool:
    """Tell whether ``text``, cleaned, may well be a person: two to four Han characters, or parts joined by ``·``.

    A hint for suggestions only. It asks for a surname, for 水瓶 and 男装 have the length of a name too.
    """
    if not text or not all(_HAN.match(part) for part in text.replace(MIDDLE_DOT, "")):
        return False
    if MIDDLE_DOT in text:
        return True
    return len(text) in _USUAL_LENGTH and (
        text[0] in _FREQUENT_SURNAMES or text[:2] in SURNAMES or text[0] in SURNAMES
    )


def called(text: str, path: str = "") -> Q:
    """Return the condition on members whose name holds ``text``, or its pinyin, or whose initials begin with it.

    ``path`` leads from the rows that are filtered to the member: ``"member__"``. Empty where nothing was asked.
    """
    name = clean_name(text)
    letters = name.replace(" ", "").replace(MIDDLE_DOT, "").replace("'", "").lower().replace("ü", "v")
    found = Q(**{f"{path}name__contains": name}) if name else Q()
    if letters.isascii() and letters:
        found |= Q(**{f"{path}name_pinyin__contains": letters})
        found |= Q(**{f"{path}name_initials__startswith": letters})
        found |= Q(**{f"{path}name_initials__contains": f" {letters}"})
    return found


@lru_cache(maxsize=20_000)
def pinyin_of(name: str) -> tuple[str, str]:
    """Return full pinyin and initials without tones: ``("zengxiaohong", "zxh zengxh")``.

    Initials come twice: of the whole name, and of the given name after the surname in full. A surname of several
    readings gives each of them, with blanks between: ``("qinfang tanfang", "qf tf qinf tanf")``.
    """
    surname = name[:2] if name[:2] in SURNAMES else name[:1]
    if surname not in SURNAMES and not _HAN.match(name):
        surname = ""
    given, short = _read(name[len(surname) :])
    heads = _heads(surname)
    full = [head + given for head, _ in heads]
    initials = [first + short for _, first in heads]
    initials += [head + short for head, _ in heads]
    return _joined(full, PINYIN_LENGTH), _joined(initials, INITIALS_LENGTH)


@lru_cache(maxsize=5_000)
def _heads(surname: str) -> tuple[tuple[str, str], ...]:
    """Return each reading of a surname with its initials."""
    readings = [reading.split("'") for reading in SURNAMES.get(surname, "").split()]
    told = tuple(("".join(syllables), _initials(syllables)) for syllables in readings)
    return told or (_read(surname),)


def _initials(syllables: list[str]) -> str:
    return "".join(syllable[0] for syllable in syllables if syllable)


@lru_cache(maxsize=20_000)
def _read(given: str) -> tuple[str, str]:
    """Read a surname or what follows it, with the initials: both come again in other names."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  its dictionaries take 55 MB: only where a name is stored

    syllables = list(lazy_pinyin(given.replace(MIDDLE_DOT, ""), style=Style.NORMAL))
    return "".join(syllables), _initials(syllables)


def _joined(readings: list[str], length: int) -> str:
    text = readings[0] if len(readings) == 1 else " ".join(dict.fromkeys(readings))
    return text.lower()[:length].rstrip()
