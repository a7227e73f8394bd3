"""Who asks, and for which import."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from core.scope import Actor
from spreadsheets.kinds import Kind, kind_of
from spreadsheets.models import OPEN, ImportBatch
from spreadsheets.registry import EXPORTS, SHEETS

PER_PAGE = 50


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking; the login requirement sees to it that it is a user."""
    user: Any = request.user
    actor: Actor = user
    return actor


def kinds_for(user: Actor) -> list[Kind]:
    """Return the kinds of sheets that ``user`` may import, in their order."""
    kinds = [kind_of(key) for key, sheet in SHEETS.items() if user.has_perm(sheet.permission)]
    return sorted(kinds, key=lambda kind: kind.rank)


def exports_for(user: Actor) -> set[str]:
    """Return the keys of the lists that ``user`` may take away."""
    return {key for key, export in EXPORTS.items() if user.has_perm(export.permission)}


def batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    """Return the import of the address; a foreign one is a 404, like a missing one."""
    found = ImportBatch.objects.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    """Return the same if it is still on its way."""
    found = batch_of(request, pk)
    if found.state not in OPEN:
        raise Http404
    return found
