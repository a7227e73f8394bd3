"""Cleaners: from a cell as it was typed to the one text that it stands for, or a :class:`Fault`.

A cleaner takes a cell and returns text: empty for "nothing said", dates as ISO (``1998``, ``1998-07`` or
``1998-07-01``), choices as their label. What it tidies is shown to the person, never refused.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from core.texts import clean_line, clean_lines
from spreadsheets.faults import Fault
from spreadsheets.reader.book import OUTSIDE, Cell, CellError, Formula

Cleaner: TypeAlias = Callable[[Cell], str]

NOTHING = frozenset(
    (  # noqa: SIM905  read as lines of words
        "无 没有 暂无 无此项 不详 未知 未填 空 — —— – - -- --- / // \\ 、 . 。 * ** … …… ... ...... "
        "n/a na null none nil"
    ).split()
)
"""Words and signs by which people say that there is nothing to say."""

_SPACE = " \t\r\n\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u200e\u200f"
"""Direction marks that programs put around a text. Inside one they are no accident, and overrides never are."""
_STRIP = _SPACE + _UNSEEN + _MARKS
_WRAPPED = "\u202a\u202c\u202d\u2068\u2069"
"""What telephones wrap around a number that is copied from their list of contacts."""
_WITHOUT_UNSEEN = str.maketrans("", "", _UNSEEN)
_ERRORS = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
    ]
)
_BLANKS = re.compile(r"\s+")
_CODE_PREFIX = re.compile(r"\d+\s*[_\-－—.、:：]\s*(?=\D)")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(7306, 73051)  # 1920 to 2100, the days that a register can hold
_DATE = re.compile(
    r"(\d{4})\s*(?:年|[-./\\,，。、－—–·])\s*(\d{1,2})\s*(?:月份?|[-./\\,，。、－—–·]|$)\s*(?:(\d{1,2})\s*[日号]?)?"
    r"(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_RARE_HAN = range(0x20000, 0x3FFFE)  # planes of Han only, to which Unicode adds more than this Python knows
SHOWN = 6  # choices, as many as a sentence bears
SHORTEST_WORD, NEAR_FROM = 2, 0.66
_NEGATIONS = "不非无未没"
LONGEST_WORD = 200
MAX_EXACT = 10**15  # Excel keeps 15 digits of a number


def text_of(cell: Cell) -> str:  # noqa: PLR0911  one for each kind of cell
    """Return the text that a cell shows, blanks and unseen marks around it removed.

    Raises for error values, and for what nobody can type or see. A formula counts as the value that was last computed
    for it; it is never evaluated.
    """
    if isinstance(cell, str):
        return _seen(cell)
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return text_of(cell.value)
    if isinstance(cell, CellError):
        if cell.text == OUTSIDE:
            raise Fault("formula_outside", "这里的公式要调用别的程序或网站，不予采信，请改成直接填写的内容。")
        shown = cell.text if cell.text in _ERRORS else "错误值"
        raise Fault("cell_error", f"单元格显示 {shown}，是公式出错了，请改成正确的内容。")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < MAX_EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def brief_text_of(cell: Cell) -> str:
    """Return the same of a cell that can only hold a word, a number or a date; raise where it is far too long for one.

    What follows are patterns, which take time that grows faster than the text.
    """
    found = text_of(cell)
    if len(found) > LONGEST_WORD:
        raise Fault("too_long", f"太长了：这里最多 {LONGEST_WORD} 个字，现在有 {len(found)} 个字，请缩短。")
    return found


def _seen(text: str) -> str:
    found = text.strip(_STRIP)
    if not found.isprintable() or "\ufffd" in found:
        refuse_strange(found.translate(_WITHOUT_UNSEEN), lines=True)
    return found


def is_number(cell: Cell) -> bool:
    """Tell whether the cell holds a number and not text that looks like one."""
    if isinstance(cell, Formula):
        cell = cell.value
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def refuse_strange(text: str, *, lines: bool = False) -> None:
    """Raise where ``text`` holds what cannot be typed or seen: control and direction characters, broken ones.

    ``lines`` allows line breaks.
    """
    if text.isprintable() and "\ufffd" not in text:
        return
    for char in text:
        if (char in "\n\r\t" and lines) or ord(char) in _RARE_HAN:
            continue
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") or char == "\ufffd":
            raise Fault(
                "strange_character",
                f"含有看不见或损坏的字符（U+{ord(char):04X}），请删掉这个单元格的内容后重新输入。",
            )


def is_plain(text: str) -> bool:
    """Tell quickly that there is nothing to tidy in ``text``: letters and digits only, each written in one way."""
    return text.isalnum() and unicodedata.is_normalized("NFC", text)


def text(most: int, *, lines: bool = False) -> Cleaner:
    """Return a cleaner for free text of at most ``most`` characters; blanks in a row become one."""

    def clean(cell: Cell) -> str:
        found = text_of(cell)
        if not found or found.lower() in NOTHING:
            return ""
        if not is_plain(found):
            found = clean_lines(found) if lines else clean_line(found)
            refuse_strange(found, lines=lines)
        if len(found) > most:
            raise Fault("too_long", f"太长了：最多 {most} 个字，现在有 {len(found)} 个字，请缩短。")
        return found

    return clean


def compact(cell: Cell) -> str:
    """Return text in half width, upper case, without blanks, quotes and unseen marks, for numbers and codes."""
    cell = cell.strip(_STRIP + _WRAPPED) if isinstance(cell, str) else cell
    found = brief_text_of(cell)
    if found.isascii() and found.isalnum():  # as nearly all are: nothing to tidy
        return "" if found.lower() in NOTHING else found.upper()
    found = unicodedata.normalize("NFKC", found).translate(_WITHOUT_UNSEEN)
    found = _BLANKS.sub("", found).strip("'’‘`\"").upper()
    if found.lower() in NOTHING:
        return ""
    refuse_strange(found)
    return found


def date_text(cell: Cell) -> str:  # noqa: PLR0911  one for each way of writing
    """Return a date as ISO text with as much as is known of it; raise where it is none."""
    if type(cell) is str and _ISO.fullmatch(cell) and is_day(cell):
        return cell
    inner = cell.value if isinstance(cell, Formula) else cell
    if isinstance(inner, datetime):
        return inner.date().isoformat()
    if isinstance(inner, date):
        return inner.isoformat()
    if is_number(cell):
        return _date_of_number(inner)  # type: ignore[arg-type]  # is_number has just said so
    found = unicodedata.normalize("NFKC", brief_text_of(cell)).strip(" .。、")
    if not found or found.lower() in NOTHING:
        return ""
    for pattern in (_COMPACT, _DATE, _YEAR):
        match = pattern.fullmatch(found)
        if match is not None:
            year, month, day = (*match.groups(), None, None)[:3]
            return _iso(found, year or "", month, day)
    if found.isdigit() and len(found) == 5 and int(found) in _SERIALS:  # noqa: PLR2004  digits of a serial day
        return (_EPOCH + timedelta(days=int(found))).isoformat()
    raise Fault("date_shape", f"“{_short(found)}”不是日期，请写成 2019-07-01；只知道月份时写 2019-07。")


def is_day(iso: str) -> bool:
    """Tell whether ``2019-07-01`` is a day that a register can hold."""
    try:
        return _FIRST_YEAR <= date.fromisoformat(iso).year <= _LAST_YEAR
    except ValueError:
        return False


def day_text(cell: Cell) -> str:
    """Return a full day as ISO text; a month stands for its first day, which the person sees before storing."""
    found = date_text(cell)
    if len(found) == len("2019"):
        raise Fault("date_year_only", f"只写了 {found} 年，请写到日，例如 {found}-07-01。")
    return f"{found}-01" if len(found) == len("2019-07") else found


def choice(labels: Iterable[str], synonyms: Mapping[str, str] | None = None, *, name: str) -> Cleaner:
    """Return a cleaner for one of ``labels``; ``synonyms`` maps other words to labels, code prefixes are dropped."""
    known = {label: label for label in labels}
    folded = {_fold(word): label for word, label in {**known, **(synonyms or {})}.items()}
    shown = "".join(f"“{label}”" for label in list(known)[:SHOWN]) + ("等" if len(known) > SHOWN else "")

    def clean(cell: Cell) -> str:
        found = brief_text_of(cell)
        if not found or found.lower() in NOTHING:
            return ""
        refuse_strange(found, lines=True)
        label = (
            known.get(found)
            or folded.get(_fold(found))
            or folded.get(_fold(_CODE_PREFIX.sub("", found, count=1)))
        )
        if label is None:
            near = _nearest(_fold(_CODE_PREFIX.sub("", found, count=1)), folded)
            advice = f"是不是“{near}”？请改成可用的写法。" if near else f"可用的有{shown}，请改成其中之一。"
            raise Fault("unknown_choice", f"“{_short(found)}”不是可用的{name}，{advice}", near)
        return label

    return clean


def yes_no(cell: Cell) -> str:
    """Return 是 or 否."""
    return _YES_NO(cell)


def whole_number(cell: Cell) -> str:
    """Return a whole number without sign as digits; thousands separators and a unit 人 are dropped."""
    found = compact(cell).removesuffix("人").replace(",", "")
    if found and not (found.isascii() and found.isdigit() and len(found) <= 9):  # noqa: PLR2004  nine digits fit
        raise Fault("number_shape", f"“{_short(found)}”不是整数，请只写数字。")
    return str(int(found)) if found else ""


def _nearest(found: str, folded: Mapping[str, str]) -> str:
    """Return the label that ``found`` most likely means, "" where none is really near or it denies what follows."""
    if len(found) < SHORTEST_WORD or found[0] in _NEGATIONS:
        return ""
    holding = {
        label
        for word, label in folded.items()
        if len(word) >= SHORTEST_WORD and (word in found or found in word)
    }
    if len(holding) == 1:
        return holding.pop()
    close = difflib.get_close_matches(found, folded, n=1, cutoff=NEAR_FROM)
    return folded[close[0]] if close else ""


def _fold(word: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", word)).lower()


def _short(found: str) -> str:
    return found if len(found) <= 20 else f"{found[:20]}……"  # noqa: PLR2004  enough to find it in the sheet


def _date_of_number(number: float) -> str:
    if number in _SERIALS:
        return (_EPOCH + timedelta(days=int(number))).isoformat()
    shown = str(int(number)) if float(number).is_integer() else repr(number)
    whole, _, fraction = shown.partition(".")
    if fraction and len(whole) == len("2019"):
        if fraction == "1":
            raise Fault(
                "date_ambiguous", f"数字 {shown} 分不清是 1 月还是 10 月，请写成 {whole}-01 或 {whole}-10。"
            )
        return _iso(shown, whole, fraction, None)
    match = _COMPACT.fullmatch(shown) or _YEAR.fullmatch(shown)
    if match is None:
        raise Fault(
            "date_shape", f"数字 {_short(shown)} 不是日期，请写成 2019-07-01；只知道月份时写 2019-07。"
        )
    year, month, day = (*match.groups(), None, None)[:3]
    return _iso(shown, year or "", month, day)


def _iso(shown: str, year: str, month: str | None, day: str | None) -> str:
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Fault("date_impossible", f"“{_short(shown)}”这一天不存在，请核对年、月、日。") from None
    if not _FIRST_YEAR <= known.year <= _LAST_YEAR:
        raise Fault("date_impossible", f"“{_short(shown)}”的年份不对，请核对。")
    iso = known.isoformat()
    return iso if day else iso[:7] if month else iso[:4]


_YES_NO = choice(
    ("是", "否"),
    {"√": "是", "对": "是", "y": "是", "yes": "是", "×": "否", "不是": "否", "n": "否", "no": "否"},
    name="是否",
)
