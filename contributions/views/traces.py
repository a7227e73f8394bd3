"""What stands beside a row on its page: who may be opened, and what was done by whom."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from audit.models import AuditEntry, Verb
from core.scope import Actor, view_permission
from members.models import Member

_LATEST = 20


def traces_of(by: Actor, obj: Model) -> QuerySet[AuditEntry]:
    """Return what was done with ``obj``, as far as the person's branches were its keepers; readings left out."""
    entries = AuditEntry.objects.visible_to(by, view_permission(type(obj)))
    own = entries.filter(object_kind=obj._meta.label_lower, object_key=obj.pk)
    return own.exclude(verb__in=(Verb.VIEW, Verb.SEARCH))[:_LATEST]


def may_open(by: Actor, member: int | None) -> bool:
    """Tell whether ``by`` may see the page of the member numbered so."""
    return member is not None and Member.objects.visible_to(by).filter(pk=member).exists()
