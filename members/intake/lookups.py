"""What judging a roster needs of the database: looked up once for a file, never for a row."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise
from core.scope import Actor
from spreadsheets.kinds import Answers, Place

PERMISSION = "members.import_member"
_DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
_ORDINAL = re.compile(r"^第?([一二三四五六七八九十]+)支部$")


@dataclass
class MemberLookups:
    """Branches and enterprises by the ways in which people write them."""

    by: Actor
    place: Place
    today: date
    allowed: frozenset[int]
    branches: dict[str, Branch | None]
    branch_names: list[str]
    default_branch: Branch | None
    enterprises: dict[str, tuple[int, str]]
    others: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    def branch_called(self, name: str) -> Branch | None:
        """Return the branch that ``name`` means, ``None`` if none or more than one."""
        exact = self.branches.get(name)
        return exact or self.branches.get(fold_branch(name, self.prefixes))

    def enterprise_called(self, name: str) -> tuple[int, str] | None:
        """Return number and name of the enterprise, ``None`` where the register has none of the name."""
        return self.enterprises.get(name) or self.enterprises.get(fold(name))

    def nearest(self, what: str, name: str) -> str:
        """Return the known branch (``what`` = "branch") or enterprise whose name is most like ``name``, or ""."""
        known = (what, name)
        if known not in self._near:
            names = self.branch_names if what == "branch" else [n for _, n in self.enterprises.values()]
            self._near[known] = next(iter(difflib.get_close_matches(name, names, n=1, cutoff=0.5)), "")
        return self._near[known]


def places(*, by: Actor) -> list[Place]:
    """Return the committees as a whole and the single branches to which ``by`` may import members."""
    branches = Branch.objects.visible_to(by, PERMISSION).filter(dissolved_on__isnull=True)
    committees = Committee.objects.visible_to(by, PERMISSION)
    return [
        *(Place(c.pk, None, f"{c.short_name}：按表中所写的党支部") for c in committees),
        *(Place(b.committee_id, b.pk, b.name) for b in branches.order_by("committee", "code")),
    ]


def load(*, by: Actor, place: Place, answers: Answers) -> MemberLookups:
    """Look everything up for one file; raise ``PermissionDenied`` where ``by`` may not import to ``place``."""
    branches = list(Branch.objects.filter(committee=place.committee_key).select_related("committee"))
    reach = set(Branch.objects.visible_to(by, PERMISSION).values_list("pk", flat=True))
    allowed = {b.pk for b in branches if b.pk in reach and place.branch_key in (None, b.pk)}
    if not allowed and branches:
        raise PermissionDenied
    committee = branches[0].committee if branches else None
    prefixes = (committee.name, committee.short_name) if committee else ()
    known: dict[str, Branch | None] = {}
    for branch in branches:
        for word in {fold_branch(branch.name, prefixes), fold_branch(branch.short_name, prefixes)}:
            known[word] = None if word in known else branch
    known |= {name: branch for branch in branches for name in (branch.short_name, branch.name)}
    return MemberLookups(
        by=by,
        place=place,
        today=timezone.localdate(),
        allowed=frozenset(allowed),
        branches=known,
        branch_names=[b.name for b in branches if b.pk in allowed],
        default_branch=next((b for b in branches if b.pk == place.branch_key), None),
        enterprises=_enterprises(place),
        others=answers.others,
        prefixes=prefixes,
    )


def fold(name: str) -> str:
    """Return ``name`` without blanks, in half width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def fold_branch(name: str, prefixes: Iterable[str] = ()) -> str:
    """Return what is left of a branch's name without the words that offices add or leave out.

    ``新港区流动党员第2党支部`` → ``第二支部``.
    """
    text = fold(name)
    for word in (*prefixes, "中国共产党", "中共", "流动党员", "委员会"):
        text = text.replace(fold(word), "")
    text = text.replace("党支部", "支部").replace("党总支", "总支")
    text = "".join(_DIGITS.get(char, char) for char in text)
    match = _ORDINAL.match(text)
    return f"第{match[1]}支部" if match else text


def _enterprises(place: Place) -> dict[str, tuple[int, str]]:
    rows = list(Enterprise.objects.filter(committee=place.committee_key).values_list("pk", "name"))
    return {word: (pk, name) for pk, name in rows for word in (fold(name), name)}
