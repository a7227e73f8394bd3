"""Which uploaded files have been kept long enough, and erasing them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from audit.models import AuditEntry
from core.scope import Reach
from spreadsheets import keeping
from spreadsheets.actions.files import erase_file
from spreadsheets.models import OPEN, BatchState, ImportBatch, ImportJob

EVERY_SECONDS = 3600.0
AT_A_TIME = 50
"""Files that a page erases on the way; the command erases all."""


class Caretaker:
    """Who erases what is due: nobody's decision, so nobody's name."""

    pk: None = None
    name = "自动清理"

    def reach(self, permission: str) -> Reach:
        """Reach nothing: what is due is asked of no right."""
        raise NotImplementedError(permission)

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002  as the protocol says
        """Hold no permission."""
        return False

    def roles_words(self) -> str:
        """Role in the log."""
        return "系统"


CARETAKER = Caretaker()


def erase_due(now: datetime | None = None, most: int | None = None) -> int:
    """Erase the files that are due, at most ``most`` of them; return how many. What failed before is tried again."""
    count = 0
    for batch, days in due(now or timezone.now()):
        if most is not None and count >= most:
            break
        erase_file(by=CARETAKER, batch=batch, days=days)
        count += 1
    ImportJob.objects.old().delete()
    return count


def due(now: datetime) -> Iterator[tuple[ImportBatch, int]]:
    """Yield the imports whose file is due, each with the days for which it was kept."""
    wanted = keeping.days_by_committee()
    kept = ImportBatch.objects.filter(content__isnull=False).defer("content", "grid", "repairs")
    for committee in sorted(set(kept.order_by().values_list("committee_key", flat=True))):
        days = wanted.get(committee, keeping.USUAL_DAYS)
        mine = kept.filter(committee_key=committee)
        ended = mine.filter(state__in=(BatchState.DONE, BatchState.UNDONE))
        for batch in ended.filter(_last_used_before(now - timedelta(days=days))):
            yield batch, days
        patience = max(days, keeping.LEAST_DAYS_OF_A_DRAFT)
        limit = now - timedelta(days=patience)
        for batch in mine.filter(state__in=(*OPEN, BatchState.READING), created_at__lt=limit):
            if not _touched_since(batch, limit):
                yield batch, patience


def kept_until(batch: ImportBatch) -> date | None:
    """Return the day until which the file of a finished import is kept; ``None`` where it is kept no more."""
    used = batch.undone_at or batch.committed_at
    if batch.content is None or used is None:
        return None
    days = keeping.days_by_committee().get(batch.committee_key, keeping.USUAL_DAYS)
    return timezone.localdate(used + timedelta(days=days))


def _last_used_before(limit: datetime) -> Q:
    return Q(committed_at__lt=limit) & (Q(undone_at__isnull=True) | Q(undone_at__lt=limit))


def _touched_since(batch: ImportBatch, limit: datetime) -> bool:
    """Tell whether anybody has done anything with a draft since: every action leaves an entry in the log."""
    entries = AuditEntry.objects.filter(object_kind=batch._meta.label_lower, object_key=batch.pk)
    return entries.filter(at__gte=limit).exists()


_last_time = [-EVERY_SECONDS]


def erase_on_the_way() -> None:
    """Erase a few of what is due, at most once an hour: for deployments in which nobody has set up the command."""
    now = time.monotonic()
    if now - _last_time[0] >= EVERY_SECONDS:
        _last_time[0] = now
        erase_due(most=AT_A_TIME)
