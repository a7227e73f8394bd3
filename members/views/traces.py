"""What the audit log tells on a row's own page."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from audit.models import AuditEntry, Verb
from core.scope import Actor

LATEST = 20


def traces_of(user: Actor, row: Model) -> QuerySet[AuditEntry]:
    """What was done with ``row`` by whom, as far as the person's branches were its keepers; readings left out."""
    entries = AuditEntry.objects.visible_to(user, "members.view_member")
    own = entries.filter(object_kind=row._meta.label_lower, object_key=row.pk)
    return own.exclude(verb__in=(Verb.VIEW, Verb.SEARCH))[:LATEST]
