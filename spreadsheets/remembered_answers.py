"""What people have said about columns and cells of earlier imports, kept to be offered again."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.fields import BlindIndexField, EncryptedTextField
from core.scope import Actor
from spreadsheets.registry import SHEETS

TENDING = "spreadsheets.change_rememberedanswer"
"""The permission to see, correct, share and forget what is remembered for others."""


class RememberedQuerySet(models.QuerySet["RememberedAnswer"]):
    """Remembered answers that a person may see."""

    def visible_to(self, user: Actor, permission: str = "") -> Self:
        """Leave a person's own answers, and with :data:`TENDING` those of the place; only of kinds they may import.

        With a ``permission`` only what that one reaches.
        """
        if not getattr(user, "reach", None):
            return self.none()
        kinds = [key for key, sheet in SHEETS.items() if user.has_perm(sheet.permission)]
        tended = user.reach(permission or TENDING).plain_condition("committee_key", "branch_key")
        own = Q(pk__in=()) if permission else Q(owner_key=user.pk)
        return self.filter(own if tended is None else own | tended if tended else Q(), kind__in=kinds)

    def for_import(self, *, kind: str, committee_key: int, owner_key: int | None) -> Self:
        """Return what may be offered in an import: first what ``owner_key`` has said, then what is shared."""
        offered = Q(is_shared=True) if owner_key is None else Q(is_shared=True) | Q(owner_key=owner_key)
        found = self.filter(offered, kind=kind, committee_key=committee_key)
        is_other = models.Case(models.When(owner_key=owner_key, then=0), default=1)
        return found.order_by(is_other, "-used_at", "-pk")


class RememberedAnswer(models.Model):
    """``said`` in a column means ``means``; without a ``field`` it is a header, and ``means`` the field."""

    unscoped_because: ClassVar[str] = (
        "plain numbers instead of foreign keys; RememberedQuerySet.visible_to scopes them"
    )

    kind = models.CharField("表格种类", max_length=30)
    committee_key = models.BigIntegerField("党委编号")
    branch_key = models.BigIntegerField("党支部编号", null=True)
    owner_key = models.BigIntegerField("记住时的使用人编号")
    owner_name = models.CharField("使用人", max_length=60)
    field = models.CharField("列", max_length=60, blank=True)
    said = EncryptedTextField("表中写的")
    said_index = BlindIndexField(source="said")
    means = EncryptedTextField("改为")
    is_shared = models.BooleanField("本党委共用", default=False)
    used_count = models.PositiveIntegerField("用过几次", default=0)
    used_at = models.DateTimeField("最近使用", default=timezone.now)

    objects = RememberedQuerySet.as_manager()

    class Meta:
        verbose_name = "导入记住的改法"
        verbose_name_plural = "导入记住的改法"
        ordering = ("-used_at", "-pk")
        default_permissions = ("change",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "committee_key", "owner_key", "field", "said_index"),
                name="remembered_answer_once",
            ),
        )

    def __str__(self) -> str:
        return f"记住的改法 {self.pk}"
