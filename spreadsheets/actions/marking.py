"""The trace of a marked copy that was taken away: it holds all numbers in full."""

from __future__ import annotations

from audit.models import Verb
from audit.trail import action
from core.scope import Actor
from spreadsheets.actions.shared import need, note
from spreadsheets.batches import place_of
from spreadsheets.kinds import kind_of
from spreadsheets.models import ImportBatch


@action
def note_marked_copy(*, by: Actor, batch: ImportBatch, count: int) -> None:
    """Note that ``by`` has taken the uploaded file of ``batch``, with ``count`` faulty rows marked."""
    need(by, kind_of(batch.kind), place_of(batch))
    note(batch, by, Verb.EXPORT, f"标红的表格，{count} 行须修改，完整号码")
