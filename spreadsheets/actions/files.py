"""The uploaded file itself: taking it away again while it is kept, erasing it when its time is over."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.trail import action
from core.scope import Actor
from spreadsheets import keeping
from spreadsheets.actions.shared import locked, need, note
from spreadsheets.batches import place_of
from spreadsheets.kinds import kind_of
from spreadsheets.models import OPEN, BatchState, ImportBatch


@action
def take_file(*, by: Actor, batch: ImportBatch) -> bytes:
    """Return the file as it was sent, once more noted; raise ``ValidationError`` where it is not kept any more."""
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    content = batch.content
    if content is None:
        raise ValidationError("这个文件已经清除，不能再下载。导入的内容和记录都还在。")
    note(batch, by, Verb.EXPORT, "下载上传的文件")
    return bytes(content)


@action
def erase_file(*, by: Actor, batch: ImportBatch, days: int) -> ImportBatch:
    """Erase a file that was kept for ``days``; what its import stored, and what is needed to undo it, stay.

    A draft that nobody touched for so long is given up with it.
    """
    batch = locked(batch)
    if batch.state in OPEN:
        what = "无人处理，自动放弃"
        batch.state = BatchState.DONE if batch.state == BatchState.PARTIAL else BatchState.DISCARDED
    elif batch.state == BatchState.READING:
        what, batch.state = "没有读完，自动放弃", BatchState.DISCARDED
    else:
        what = "按期清除上传的文件"
    keeping.empty(batch)
    batch.save(update_fields=["state", *keeping.ERASED_FIELDS])
    note(batch, by, Verb.UPDATE, f"{what}（保留 {days} 天）")
    return batch
