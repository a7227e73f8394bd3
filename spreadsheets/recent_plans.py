"""Plans of large files, kept in memory for a while so that turning a page does not judge fifty thousand rows anew.

A plan is true as long as nothing was written. Whatever is written leaves an entry in the audit log, so the number of
the last entry that is no mere reading tells whether it still is. A commit never asks here: it plans in its own
transaction.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from audit.models import AuditEntry, Verb
from core.scope import Actor
from spreadsheets import pages
from spreadsheets.batches import plan_of
from spreadsheets.models import ImportBatch
from spreadsheets.planning import Plan
from spreadsheets.reader import FileRefused

READINGS = (
    Verb.LOGIN, Verb.LOGIN_FAILED, Verb.LOGOUT, Verb.LOCKED, Verb.PASSWORD, Verb.VIEW, Verb.REVEAL, Verb.SEARCH,
    Verb.EXPORT, Verb.UPLOAD, Verb.REFUSED,
)  # fmt: skip
LARGE_BYTES = 96 * 1024
"""Files above are planned in a job; those below take less time than a page may."""
PLANS = 1
"""Of fifty thousand rows it takes some 140 MB, so there is never more than one."""
SUMMARIES = 500
GRACE_SECONDS = 20
KEPT_SECONDS = 600
Key = tuple[str, int | None]
"""The batch by its token, which changes with every commit, and whoever asks."""
T = TypeVar("T")
M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True)
class Summary:
    """What a page tells of a plan without its rows."""

    create: int = 0
    update: int = 0
    unchanged: int = 0
    faulty: int = 0
    foreign: int = 0
    questions: int = 0
    fingerprint: str = ""
    refusal: str = ""

    @property
    def storable(self) -> int:
        """Number of rows that can be imported as they are."""
        return self.create + self.update + self.unchanged

    @property
    def is_clear(self) -> bool:
        """Tell whether all that is the person's own can be imported without another look."""
        return not (self.questions or self.faulty or self.refusal) and self.storable > 0


@dataclass(frozen=True)
class Kept(Generic[T]):
    """What was made, when, and what the last entry of the log was before."""

    value: T
    number: int
    made: float


Shelf = OrderedDict[Key, Kept[T]]
_plans: Shelf[Plan] = OrderedDict()
_summaries: Shelf[Summary] = OrderedDict()
_lock = threading.Lock()


def is_large(batch: ImportBatch) -> bool:
    """Tell whether planning ``batch`` may take longer than a page may."""
    return batch.file_size > LARGE_BYTES


def is_ready(batch: ImportBatch, *, by: Actor) -> bool:
    """Tell whether the plan of ``batch`` can be shown at once."""
    return not is_large(batch) or _kept(_plans, batch, by, grace=True) is not None


def is_summed_up(batch: ImportBatch, *, by: Actor) -> bool:
    """Tell whether :func:`summary_of` answers at once."""
    return not is_large(batch) or _kept(_summaries, batch, by, grace=True) is not None


def recent_plan_of(batch: ImportBatch, *, by: Actor) -> Plan:
    """Return the plan of ``batch`` for a page; of a large file the last one, as long as it may be shown."""
    return _kept(_plans, batch, by, grace=True) or prepare_plan(batch, by=by)


def summary_of(batch: ImportBatch, *, by: Actor) -> Summary:
    """Return what the plan of ``batch`` comes to, for a page."""
    return _kept(_summaries, batch, by, grace=is_large(batch)) or prepare_summary(batch, by=by)


def prepare_plan(batch: ImportBatch, *, by: Actor) -> Plan:
    """Return the plan of ``batch`` as of now; of a large file it is kept for the page."""
    if not is_large(batch):
        return plan_of(batch, by=by)
    return _kept(_plans, batch, by, grace=False) or _keep(_plans, PLANS, batch, by, plan_of)


def prepare_summary(batch: ImportBatch, *, by: Actor) -> Summary:
    """Return what the plan of ``batch`` comes to as of now, and keep it for the page."""
    return _kept(_summaries, batch, by, grace=False) or _keep(_summaries, SUMMARIES, batch, by, _summarised)


def forget(batch: ImportBatch) -> None:
    """Forget what was planned of ``batch``, for it turned out not to be true any more."""
    with _lock:
        for key in [key for key in _plans if key[0] == batch.token]:
            del _plans[key]
        for key in [key for key in _summaries if key[0] == batch.token]:
            del _summaries[key]


class _Makes(Protocol[M_co]):
    def __call__(self, batch: ImportBatch, /, *, by: Actor) -> M_co: ...


def _summarised(batch: ImportBatch, *, by: Actor) -> Summary:
    try:
        plan = prepare_plan(batch, by=by)
    except FileRefused as refused:
        return Summary(refusal=refused.message)
    counts = plan.counts
    return Summary(
        create=counts["create"],
        update=counts["update"],
        unchanged=counts["unchanged"],
        faulty=len(pages.faulty_rows(plan)),
        foreign=len(pages.foreign_rows(plan)),
        questions=len(plan.questions),
        fingerprint=plan.fingerprint,
    )


def _kept(shelf: Shelf[T], batch: ImportBatch, by: Actor, *, grace: bool) -> T | None:
    """Return what was kept for ``batch`` and ``by`` while it may be shown.

    With ``grace`` for a moment also where somebody wrote elsewhere in between: else a busy portal would plan a large
    file for ever and never show it.
    """
    _clear_old(_plans)
    found = shelf.get((batch.token, by.pk))
    if found is None:
        return None
    written = AuditEntry.objects.filter(number__gt=found.number).exclude(verb__in=READINGS)
    if grace and time.monotonic() - found.made < GRACE_SECONDS:
        written = written.filter(object_kind=batch._meta.label_lower, object_key=batch.pk)
    return None if written.exists() else found.value


def _clear_old(shelf: Shelf[Plan]) -> None:
    limit = time.monotonic() - KEPT_SECONDS
    with _lock:
        for key in [key for key, kept in shelf.items() if kept.made < limit]:
            del shelf[key]


def _keep(shelf: Shelf[T], most: int, batch: ImportBatch, by: Actor, make: _Makes[T]) -> T:
    number = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    value = make(batch, by=by)
    with _lock:
        shelf.pop((batch.token, by.pk), None)
        shelf[batch.token, by.pk] = Kept(value, number, time.monotonic())
        while len(shelf) > most:
            shelf.popitem(last=False)
    return value
