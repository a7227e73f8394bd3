"""What judging a list of enterprises needs of the database: looked up once for a file, never for a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from branches.models import Branch, Committee, Enterprise
from branches.names import BranchNames, fold, nearest
from core.scope import Actor
from spreadsheets.kinds import Answers, Place

PERMISSION = "branches.import_enterprise"


@dataclass(frozen=True)
class EnterpriseLookups:
    """The committee's branches, and its enterprises by credit code and by name."""

    place: Place
    today: date
    branches: BranchNames
    branch_names: list[str]
    default_branch: Branch | None
    by_code: dict[str, Enterprise]
    by_name: dict[str, Enterprise]
    fill_blanks: bool = False

    def nearest_branch(self, name: str) -> str:
        """Return the branch whose name is most like ``name``, or ""."""
        return nearest(name, self.branch_names)

    def called(self, name: str) -> Enterprise | None:
        """Return the enterprise of that name, however its blanks and brackets are written."""
        return self.by_name.get(name) or self.by_name.get(fold(name))


def places(*, by: Actor) -> list[Place]:
    """Return the committees whose enterprises ``by`` may import, and their branches."""
    committees = Committee.objects.visible_to(by, PERMISSION)
    branches = Branch.objects.visible_to(by, PERMISSION).filter(
        dissolved_on__isnull=True, committee__in=committees
    )
    return [
        *(Place(c.pk, None, f"{c.short_name}：按表中所写的联系支部") for c in committees),
        *(Place(b.committee_id, b.pk, f"{b.name}联系的企业") for b in branches.order_by("committee", "code")),
    ]


def load(*, by: Actor, place: Place, answers: Answers) -> EnterpriseLookups:
    """Look everything up for one file; raise ``PermissionDenied`` where ``by`` may not import to ``place``."""
    committee = Committee.objects.visible_to(by, PERMISSION).filter(pk=place.committee_key).first()
    if committee is None:
        raise PermissionDenied
    branches = list(Branch.objects.filter(committee=committee))
    enterprises = list(Enterprise.objects.filter(committee=committee).select_related("covered_by"))
    return EnterpriseLookups(
        place=place,
        today=timezone.localdate(),
        branches=BranchNames.of(committee, branches),
        branch_names=[b.name for b in branches if b.dissolved_on is None],
        default_branch=next((b for b in branches if b.pk == place.branch_key), None),
        by_code={e.credit_code: e for e in enterprises if e.credit_code},
        by_name={word: e for e in enterprises for word in (fold(e.name), e.name)},
        fill_blanks=answers.fill_blanks,
    )
