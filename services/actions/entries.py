"""Taking a step with a ticket: by the table of steps, with a timed entry and a line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import STALE, judge, locked, refuse, save
from audit.trail import record
from core.changes import apply_changes
from core.scope import Actor
from core.texts import clean_lines, forbidden_in
from services.choices import Step
from services.models import Ticket, TicketEntry
from services.steps import WAYS, why_not

NOTE_LENGTH = 1000
VOIDED = "这张工单已标记为登记有误，不能再办理。"


def take_step(  # noqa: PLR0913  what a step can say
    *,
    by: Actor,
    ticket: Ticket,
    step: Step,
    values: Mapping[str, Any] | None = None,
    words: str = "",
    note: str = "",
    revision: int | None = None,
    permission: str = "",
) -> Ticket:
    """Take ``step`` and return the stored ticket.

    ``values`` are set with it; ``words`` and ``note`` (cleaned) stand in its entry. Raises ``PermissionDenied``, and
    ``ValidationError`` with a sentence where the state does not allow it or somebody was quicker.
    """
    stored = locked(ticket)
    if not by.has_perm(permission or WAYS[step].permission, stored):
        raise PermissionDenied
    if stored.voided_at is not None:
        raise ValidationError(VOIDED, code="voided")
    if refusal := why_not(step, stored.state):
        raise ValidationError(refusal, code="state")
    if revision is not None and revision != stored.revision:
        raise ValidationError(STALE, code="stale")
    new = {**(values or {}), "state": WAYS[step].to[stored.state]}  # type: ignore[index]  # why_not has looked it up
    changes = apply_changes(stored, new)
    judge(stored, new)
    stored.revision += 1
    stored.updated_at = timezone.now()
    save(stored)
    enter(by=by, ticket=stored, step=step, words=words, note=note)
    record(by=by, verb=Verb.STEP, obj=stored, changes=changes, detail=f"{step.label}{words and '：'}{words}")
    return stored


def enter(*, by: Actor, ticket: Ticket, step: Step, words: str = "", note: str = "") -> TicketEntry:
    """Add an entry to the life of ``ticket``."""
    return TicketEntry.objects.create(
        ticket=ticket, step=step, by_id=by.pk, by_name=by.name[:60], words=words[:200], note=note
    )


def told(text: str, field: str, missing: str = "", most: int = NOTE_LENGTH) -> str:
    """Return ``text`` cleaned; refuse it at ``field`` where it is ``missing`` (the sentence), too long or deceiving."""
    line = clean_lines(text)
    if missing and not line:
        refuse(field, missing)
    if found := forbidden_in(line, lines=True):
        refuse(field, f"这里有不可见的控制字符（{found}），请删掉后重新输入。")
    if len(line) > most:
        refuse(field, f"最多 {most} 个字，现在是 {len(line)} 个，请缩短。")
    return line
