"""Who is in the register and not in a roster: people of the branches that it covers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from branches.models import Branch
from core import crypto
from members.intake.lookups import MemberLookups
from members.intake.register import CHUNK, batched
from members.models import Enrolment, Member
from spreadsheets.kinds import Absence, AbsentRecord
from spreadsheets.models import RowOutcome
from spreadsheets.planned import PlannedRow

DOUBTFUL = (RowOutcome.REFUSE, RowOutcome.SKIP)


def absence(rows: Sequence[PlannedRow], stored: Collection[int], context: MemberLookups) -> Absence:
    """Compare the register with ``rows``, and with the members ``stored`` whom the same roster has named already.

    Whoever's row is refused or left out is in the roster all the same, and there the name is enough, for the number may
    be wrong: nobody is called absent by mistake.
    """
    index_of = crypto.indexer("national_id")
    numbers = {index_of(number) for row in rows if (number := row.values.get("national_id"))}
    doubtful = [row for row in rows if row.outcome in DOUBTFUL]
    names = {row.values.get("name", "") for row in doubtful}
    branches = _covered(rows, stored, context)
    stays = Enrolment.objects.filter(ended_on__isnull=True, branch__in=branches)
    found = [
        AbsentRecord(member, name, stay_branch, started_on)
        for member, name, index, stay_branch, started_on in stays.order_by(
            "branch__code", "member__name_pinyin", "member"
        ).values_list("member", "member__name", "member__national_id_index", "branch__name", "started_on")
        if member not in stored and index not in numbers and name not in names
    ]
    unreadable = tuple(row.number for row in doubtful if not row.values.get("name") and not _is_numbered(row))
    return Absence(tuple(branches.values_list("name", flat=True)), tuple(found), unreadable)


def _is_numbered(row: PlannedRow) -> bool:
    """Tell whether the row has an ID number with which nothing is wrong."""
    return "national_id" in row.values and all(problem.field != "national_id" for problem in row.problems)


def _covered(rows: Iterable[PlannedRow], stored: Collection[int], context: MemberLookups) -> QuerySet[Branch]:
    """Return the branches within reach of which the roster has rows; the one that it goes to in any case."""
    if context.default_branch is not None:
        return Branch.objects.filter(pk=context.default_branch.pk)
    named = {row.values.get("branch", "") for row in rows}
    called = {branch.pk for name in named if name and (branch := context.branch_called(name))}
    for some in batched(sorted(stored), CHUNK):
        called |= set(Member.objects.filter(pk__in=some).values_list("branch", flat=True))
    return Branch.objects.filter(pk__in=called & context.allowed).order_by("code")
