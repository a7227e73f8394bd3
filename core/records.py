"""What most records of the rooms have in common: a revision, their times, and a way to say that one was never true."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Model, Q
from django.utils import timezone

from core.scope import ScopedModel, ScopedQuerySet

M = TypeVar("M", bound=Model)

VALID = Q(voided_at__isnull=True)
"""The condition of records that stand: not 登记有误."""


class RecordQuerySet(ScopedQuerySet[M]):
    """Records that may have been entered in error."""

    def valid(self) -> Self:
        """Leave out what was marked as entered in error."""
        return self.filter(VALID)


class Record(ScopedModel):
    """Base of records that are kept: what was entered in error (or undone with its import) is marked, not deleted.

    ``revision`` grows with each change, so that an edit on an old page and the undoing of an import can tell.
    """

    voided_at = models.DateTimeField("登记有误", null=True, editable=False)
    revision = models.PositiveIntegerField("修订次数", default=1, editable=False)
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("更新时间", default=timezone.now, editable=False)

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        abstract = True
