"""How long the portal keeps the files that were uploaded: as each committee has said.

Whose committee it is, this room does not know: the room that holds the setting names a source, when Django starts.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from spreadsheets.models import ImportBatch

Source = Callable[[], dict[int, int]]
USUAL_DAYS = 90
LEAST_DAYS_OF_A_DRAFT = 7
"""A draft is somebody's unfinished work, also where finished files are erased at once."""
ERASED_FIELDS = ("content", "grid", "repairs", "erased_at")

_sources: list[Source] = []


def ask_for_days(source: Source) -> Source:
    """Take the days for which files are kept, by number of the committee, from ``source``."""
    _sources[:] = [source]
    return source


def days_by_committee() -> dict[int, int]:
    """Return for how many days each committee wants files to be kept."""
    return _sources[0]() if _sources else {}


def erased_at_once(batch: ImportBatch) -> bool:
    """Tell whether the file goes as soon as its import is done."""
    return days_by_committee().get(batch.committee_key, USUAL_DAYS) == 0


def empty(batch: ImportBatch) -> None:
    """Take the file and its cells out of ``batch``, which the caller stores."""
    batch.content = batch.grid = batch.repairs = None
    batch.erased_at = timezone.now()
