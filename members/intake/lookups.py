"""What judging a roster needs of the database: looked up once for a file, never for a row."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise
from branches.names import BranchNames, fold, nearest
from core.scope import Actor
from spreadsheets.kinds import Answers, Place

PERMISSION = "members.import_member"


@dataclass
class MemberLookups:
    """Branches and enterprises by the ways in which people write them."""

    by: Actor
    place: Place
    today: date
    allowed: frozenset[int]
    branches: BranchNames
    branch_names: list[str]
    default_branch: Branch | None
    enterprises: dict[str, tuple[int, str]]
    others: frozenset[str] = frozenset()
    fill_blanks: bool = False
    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    def branch_called(self, name: str) -> Branch | None:
        """Return the branch that ``name`` means, ``None`` if none or more than one."""
        return self.branches.called(name)

    def enterprise_called(self, name: str) -> tuple[int, str] | None:
        """Return number and name of the enterprise, ``None`` where the register has none of the name."""
        return self.enterprises.get(name) or self.enterprises.get(fold(name))

    @property
    def stamp(self) -> str:
        """All of this in words, but for the day: where they are the same, a row means the same."""
        branches = [
            (word, b and (b.pk, b.name, b.dissolved_on is None))
            for word, b in sorted(self.branches.known.items())
        ]
        default = self.default_branch and self.default_branch.pk
        return repr((branches, sorted(self.allowed), default, sorted(self.enterprises.items())))

    def nearest(self, what: str, name: str) -> str:
        """Return the known branch (``what`` = "branch") or enterprise whose name is most like ``name``, or ""."""
        known = (what, name)
        if known not in self._near:
            if what == "branch":
                self._near[known] = nearest(name, self.branch_names)
            else:
                names = [n for _, n in self.enterprises.values()]
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
    return MemberLookups(
        by=by,
        place=place,
        today=timezone.localdate(),
        allowed=frozenset(allowed),
        branches=BranchNames.of(committee, branches),
        branch_names=[b.name for b in branches if b.pk in allowed],
        default_branch=next((b for b in branches if b.pk == place.branch_key), None),
        enterprises=_enterprises(place),
        others=answers.others,
        fill_blanks=answers.fill_blanks,
    )


def _enterprises(place: Place) -> dict[str, tuple[int, str]]:
    rows = list(Enterprise.objects.filter(committee=place.committee_key).values_list("pk", "name"))
    return {word: (pk, name) for pk, name in rows for word in (fold(name), name)}
