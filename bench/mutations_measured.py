"""One damaged file through the import: what became of it, and whether it left the database whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.system import COMMAND_LINE
from branches.models import Committee
from members.models import Enrolment, Member
from spreadsheets.actions import NotImported, import_book
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch, ImportRow
from spreadsheets.planning import Plan
from spreadsheets.reader import FileRefused, read_book


@dataclass(frozen=True)
class Tried:
    """``outcome`` is the code of a refusal, ``rows refused``, ``asked``, ``imported``, or ``torn``."""

    outcome: str
    rows: int = 0


def try_file(content: bytes) -> Tried:
    """Import a file into the only committee, look at what was stored, and take it back."""
    place = Place(Committee.objects.get().pk, None, "")
    before = _counts()
    try:
        book = read_book(content)
        with transaction.atomic():
            plan = import_book(
                by=COMMAND_LINE, kind="members", file_name="x", content=content, book=book, place=place,
                valid_only=True,
            )  # fmt: skip
            tried = _judge(plan, before)
            transaction.set_rollback(True)
    except FileRefused as refusal:
        return Tried(refusal.code)
    except NotImported as stopped:
        tried = Tried("asked" if stopped.plan.questions else "rows refused")
    return tried if _counts() == before else Tried("torn")


def _judge(plan: Plan, before: tuple[int, ...]) -> Tried:
    good = plan.counts["create"]
    members, enrolments, batches, rows = (now - then for now, then in zip(_counts(), before, strict=True))
    whole = (
        members == enrolments == good
        and batches == 1
        and rows == good + plan.counts["unchanged"] + plan.counts["update"]
    )
    return Tried("imported" if whole else "torn", good)


def _counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Member, Enrolment, ImportBatch, ImportRow))
