"""Names as offices write them: with blanks, wide letters, the committee's name in front, digits for numerals."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branches.models import Branch, Committee

_BLANKS = re.compile(r"\s+")
_DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
_ORDINAL = re.compile(r"^第?([一二三四五六七八九十]+)支部$")
_NUMBERED = re.compile(r"[〇零一二三四五六七八九十百\d]+(?:联合)?(?:党?支部|党总支)$")
_LEFT_OUT = ("中国共产党", "中共", "流动党员", "委员会")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return which of ``names`` is most like ``name``, or "".

    Of numbered branches none is near another: 第九支部 differs from 第四支部 in one character, and in all that counts.
    """
    if _NUMBERED.search(fold(name)):
        return ""
    return next(iter(difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)), "")


def fold(name: str) -> str:
    """Return ``name`` without blanks, in half width."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))


def fold_branch(name: str, prefixes: Iterable[str] = ()) -> str:
    """Return what is left of a branch's name without the words that offices add or leave out.

    ``新港区流动党员第2党支部`` → ``第二支部``.
    """
    text = fold(name)
    for word in (*prefixes, *_LEFT_OUT):
        text = text.replace(fold(word), "")
    text = text.replace("党支部", "支部").replace("党总支", "总支")
    text = "".join(_DIGITS.get(char, char) for char in text)
    match = _ORDINAL.match(text)
    return f"第{match[1]}支部" if match else text


@dataclass(frozen=True)
class BranchNames:
    """The branches of a committee by every way in which people write them."""

    known: dict[str, Branch | None]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, committee: Committee | None, branches: Sequence[Branch]) -> BranchNames:
        """Index ``branches``; a folded name that two of them share means neither."""
        prefixes = (committee.name, committee.short_name) if committee else ()
        known: dict[str, Branch | None] = {}
        for branch in branches:
            for word in {fold_branch(branch.name, prefixes), fold_branch(branch.short_name, prefixes)}:
                known[word] = None if word in known else branch
        known |= {name: branch for branch in branches for name in (branch.short_name, branch.name)}
        return cls(known, prefixes)

    def called(self, name: str) -> Branch | None:
        """Return the branch that ``name`` means, ``None`` if none or more than one."""
        if name not in self.known:
            self.known[name] = self.known.get(fold_branch(name, self.prefixes))
        return self.known[name]
