"""What was uploaded, what was done with each row, and what is needed to undo it.

Nothing here refers to the domain: people and branches are plain numbers, and whose rows they are is
asked of the sheet's permission. File, grid and rows hold personal data and are stored encrypted.
"""

from __future__ import annotations

import json
import secrets
import zlib
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import crypto
from core.bulk import update_rows
from core.scope import Actor
from spreadsheets.bundles import ImportBundle
from spreadsheets.jobs import ImportJob
from spreadsheets.remembered_answers import RememberedAnswer
from spreadsheets.visible import within_reach

__all__ = [
    "OPEN",
    "BatchQuerySet",
    "BatchState",
    "ImportBatch",
    "ImportBundle",
    "ImportJob",
    "ImportRow",
    "RememberedAnswer",
    "RowOutcome",
    "SealedField",
    "new_token",
]


class BatchState(models.TextChoices):
    """Where an import stands."""

    DRAFT = "draft", "待核对"
    PARTIAL = "partial", "部分导入"
    DONE = "done", "已导入"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已放弃"
    READING = "reading", "正在读取"
    REFUSED = "refused", "不能读取"


OPEN = (BatchState.DRAFT, BatchState.PARTIAL)
"""States in which something is still to be imported."""


class RowOutcome(models.TextChoices):
    """What a row does, or did."""

    CREATE = "create", "新增"
    UPDATE = "update", "更新"
    UNCHANGED = "unchanged", "无变化"
    REFUSE = "refuse", "须修改"
    SKIP = "skip", "跳过"


COMPRESSED = (b"PK", b"\x78\x01")
"""How bytes begin in which nothing is left to compress: a zip package (every .xlsx), and what zlib has written."""


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # stubs: generic only while checking
    """Any JSON value, compressed and encrypted; bytes are kept as they are."""

    @property
    def place(self) -> str:
        """Table and column, the associated data of the encryption."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> bytes | None:  # noqa: ANN401  any JSON value
        """Seal on the way to the database."""
        if value is None:
            return None
        is_bytes = isinstance(value, bytes)
        plain = value if is_bytes else json.dumps(value, ensure_ascii=False).encode()
        packer = zlib.compressobj(0 if is_bytes and plain.startswith(COMPRESSED) else 1)
        packed = [packer.compress(b"b" if is_bytes else b"j"), packer.compress(plain), packer.flush()]
        del plain
        return crypto.encrypt_bytes(b"".join(packed), self.place)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002  as in Django
        """Seal once, then wrap as the database wants its bytes."""
        sealed = value if prepared else self.get_prep_value(value)
        return None if sealed is None else connection.Database.Binary(sealed)

    def from_db_value(self, value: Any, *_: object) -> Any:  # noqa: ANN401  any JSON value
        """Open on the way back."""
        if value is None:
            return None
        plain = zlib.decompress(crypto.decrypt_bytes(bytes(value), self.place))
        return plain[1:] if plain[:1] == b"b" else json.loads(plain[1:])


class BatchQuerySet(models.QuerySet["ImportBatch"]):
    """Imports that a person may see."""

    def visible_to(self, user: Actor, permission: str = "") -> Self:
        """Leave imports of the kinds that ``user`` may import, for the places where that holds."""
        allowed = within_reach(user, permission)
        return self.none() if allowed is None else self.filter(allowed)


def new_token() -> str:
    """Return a one-time token for committing a batch."""
    return secrets.token_urlsafe(24)


class ImportBatch(models.Model):
    """One uploaded file on its way through mapping, check and commit."""

    unscoped_because: ClassVar[str] = (
        "plain numbers instead of foreign keys; BatchQuerySet.visible_to scopes them"
    )

    kind = models.CharField("表格种类", max_length=30)
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.DRAFT)
    file_name = models.CharField("文件名", max_length=120)
    file_hash = models.CharField("文件指纹", max_length=64, db_index=True)
    file_size = models.PositiveIntegerField("文件大小（字节）")
    content = SealedField("文件内容", null=True)
    grid = SealedField("读出的单元格", null=True)
    repairs = SealedField("改动", null=True)
    """Steps of repair as `repairs.steps` keeps them."""
    chosen_columns = models.JSONField("列的选择", default=dict)
    committee_key = models.BigIntegerField("党委编号")
    branch_key = models.BigIntegerField("党支部编号", null=True)
    owner_key = models.BigIntegerField("上传人编号", null=True)
    owner_name = models.CharField("上传人", max_length=60)
    token = models.CharField("一次性令牌", max_length=40, default=new_token)
    counts = models.JSONField("各类行数", default=dict)
    created_at = models.DateTimeField("上传时间", default=timezone.now)
    committed_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    bundle = models.ForeignKey(
        ImportBundle, models.CASCADE, null=True, related_name="batches", verbose_name="同时上传的"
    )
    refusal = models.CharField("不能读取的原因", max_length=300, blank=True)
    erased_at = models.DateTimeField("文件清除时间", null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_is_known"),
        )

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Address of the step at which the import stands."""
        return reverse("spreadsheets:batch", args=[self.pk])

    def insert(self) -> None:
        """Insert the batch, its file and its cells without the copies that a driver makes of what it sends."""
        large = {name: getattr(self, name) for name in ("content", "grid")}
        self.content = self.grid = None
        self.save(force_insert=True)
        for name, value in large.items():
            setattr(self, name, value)
            field = self._meta.get_field(name)
            assert isinstance(field, SealedField)  # noqa: S101  for the type checker
            update_rows(ImportBatch, [str(field.column)], [(field.get_prep_value(value), self.pk)])


class ImportRow(models.Model):
    """What one row of a committed import did: to which object, from which values to which."""

    unscoped_because: ClassVar[str] = "reached through its batch only"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="批次")
    sheet = models.CharField("工作表", max_length=60)
    number = models.PositiveIntegerField("行号")
    outcome = models.CharField("结果", max_length=10, choices=RowOutcome.choices)
    object_key = models.BigIntegerField("对象编号", null=True)
    before = SealedField("原值", null=True)
    after = SealedField("新值", null=True)
    revision = models.PositiveIntegerField("导入后的修订次数", null=True)
    undone = models.BooleanField("已撤销", default=False)
    kept_because = models.CharField("未撤销的原因", max_length=120, blank=True)
    old_file = models.PositiveSmallIntegerField("属于第几份旧表", default=0, db_default=0)
    """0 for the file that the batch holds; rows that a repaired file no longer has as they were keep their old one."""
    digest = models.BigIntegerField("原文摘要", null=True)
    """Tells the row from all others when it comes again (see ``settled``)."""

    class Meta:
        verbose_name = "导入行"
        verbose_name_plural = "导入行"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "old_file", "sheet", "number"), name="import_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=RowOutcome.values), name="import_row_outcome_is_known"
            ),
        )
        indexes = (models.Index(fields=("object_key",), name="import_row_object"),)

    def __str__(self) -> str:
        return f"{self.sheet} {self.number} {self.get_outcome_display()}"
