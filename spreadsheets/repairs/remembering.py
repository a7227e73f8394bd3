"""What earlier imports have taught: which header is which column, and what somebody means by a word in one.

Only words among which a person chooses are remembered (choices, branches, enterprises), never numbers, dates or free
text. What is remembered is offered, and applied to cells by the person alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from core import crypto
from core.scope import Actor
from spreadsheets.columns import Column
from spreadsheets.mapping import IGNORE
from spreadsheets.models import ImportBatch, RememberedAnswer
from spreadsheets.planning import Plan
from spreadsheets.records.lookups import fold

LONGEST = 60
MOST_AT_ONCE = 200
_NUMBER = re.compile(r"\d{5,}")


@dataclass
class Memory:
    """What may be offered in one import."""

    headers: dict[str, str] = field(default_factory=dict)
    """Normalised header → field."""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """Field and folded word → what it means."""

    def meaning(self, name: str, said: str) -> str:
        """Return what ``said`` in the column ``name`` meant before, or ""."""
        return self.words.get((name, fold(said)), "")


def memory_for(batch: ImportBatch) -> Memory:
    """Return what the owner of ``batch`` has said before, and what the committee shares."""
    found = Memory()
    answers = RememberedAnswer.objects.for_import(
        kind=batch.kind, committee_key=batch.committee_key, owner_key=batch.owner_key
    )
    for answer in answers:
        if answer.field:
            found.words.setdefault((answer.field, answer.said), answer.means)
        else:
            found.headers.setdefault(answer.said, answer.means)
    return found


def is_rememberable(column: Column, said: str, offered: object) -> bool:
    """Tell whether what ``said`` means may be kept: a word, in a column of words among which a person chooses."""
    return bool(
        offered and not column.mask and said and len(said) <= LONGEST and not _NUMBER.search(fold(said))
    )


def remember(plan: Plan, batch: ImportBatch, *, by: Actor) -> None:
    """Keep what ``by`` has said about the columns and the stored rows of ``plan``; called as they are stored."""
    if by.pk is None:
        return
    said = {("", header): {means} for header, means in chosen_headers(plan).items()}
    for name, words, means in _learnt(plan):
        said.setdefault((name, fold(words)), set()).add(means)
    # A word that means one thing here and another there has taught nothing.
    sure = [(name, words, *means) for (name, words), means in said.items() if len(means) == 1]
    for name, words, means in sure[:MOST_AT_ONCE]:
        known = RememberedAnswer.objects.filter(
            kind=batch.kind, committee_key=batch.committee_key, owner_key=by.pk, field=name,
            said_index=crypto.blind_index(words, "said"),
        )  # fmt: skip
        answer = known.first()
        if answer is None:
            RememberedAnswer.objects.create(
                kind=batch.kind, committee_key=batch.committee_key, branch_key=batch.branch_key,
                owner_key=by.pk, owner_name=by.name, field=name, said=words, means=means, used_count=1,
            )  # fmt: skip
            continue
        answer.means, answer.used_at, answer.used_count = means, timezone.now(), F("used_count") + 1
        answer.save(update_fields=["means", "used_at", "used_count"])


def chosen_headers(plan: Plan) -> Mapping[str, str]:
    """Return the headers for which the person has chosen a column, with its field."""
    return {
        match.column.key: match.field or IGNORE
        for mapping in plan.mappings
        for match in mapping.matches
        if match.why == "您的选择" and match.column.key
    }


def _learnt(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield field, word in the sheet and its meaning of each repaired cell from which something can be learnt."""
    offered: dict[str, frozenset[str]] = {}
    for row in plan.rows if plan.repairs.texts else ():
        for name, said in row.repaired.items() if not row.is_refused else ():
            column = plan.kind.by_field[name]
            if name not in offered:
                offered[name] = frozenset(plan.kind.offered(column, plan.context))
            means = row.values.get(name, "")
            if means in offered[name] and is_rememberable(column, said, offered[name]):
                yield name, said, means
