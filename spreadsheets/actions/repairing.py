"""Repairing a draft in the browser: one step after another, each of which can be taken back until the commit."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.trail import action
from core.scope import Actor
from core.texts import forbidden_in
from spreadsheets.actions.shared import locked, need, need_open, note
from spreadsheets.batches import place_of
from spreadsheets.kinds import Kind, kind_of
from spreadsheets.models import ImportBatch
from spreadsheets.repairs.steps import Edit, Step, StepKind, load_steps, store_steps

LONGEST_TEXT = 2000
LONGEST_REASON = 60
MOST_STEPS = 1000
MOST_CELLS = 400_000
"""Repaired cells, as many as a draft may hold."""


@action
def repair_cell(*, by: Actor, batch: ImportBatch, edit: Edit) -> ImportBatch:
    """Let one cell say something else; raise ``ValidationError`` where that cannot be kept."""
    return _repair(by, batch, [edit])


@action
def repair_alike(*, by: Actor, batch: ImportBatch, edits: Sequence[Edit]) -> ImportBatch:
    """Repair what is wrong in many rows once, for one or more such problems; taken back at once, too."""
    return _repair(by, batch, edits)


@action
def put_back_cell(*, by: Actor, batch: ImportBatch, edit: Edit) -> ImportBatch:
    """Let a repaired cell say again what the sheet says."""
    batch = _open(by, batch)
    _take(batch, Step(StepKind.PUT_BACK, (edit,)))
    note(batch, by, Verb.UPDATE, f"恢复表中原来写的：{_where(kind_of(batch.kind), edit)}")
    return batch


@action
def leave_out_row(*, by: Actor, batch: ImportBatch, edit: Edit) -> ImportBatch:
    """Leave a row out of the import, for the reason that is the text; raise ``ValidationError`` where none is given."""
    if not edit.text.strip():
        raise ValidationError("请选一个不导入的原因，或写明原因。")
    if len(edit.text) > LONGEST_REASON:
        raise ValidationError(f"不导入的原因太长了，请写在 {LONGEST_REASON} 个字以内。")
    _refuse_unprintable(edit.text)
    batch = _open(by, batch)
    _take(batch, Step(StepKind.LEAVE_OUT, (edit,)))
    note(batch, by, Verb.UPDATE, f"不导入{_rows(edit)}")
    return batch


@action
def take_in_row(*, by: Actor, batch: ImportBatch, edit: Edit) -> ImportBatch:
    """Take in again a row that was left out."""
    batch = _open(by, batch)
    _take(batch, Step(StepKind.TAKE_IN, (edit,)))
    note(batch, by, Verb.UPDATE, f"恢复导入{_rows(edit)}")
    return batch


@action
def undo_repair(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Take the last step back; raise ``ValidationError`` where there is none."""
    batch = _open(by, batch)
    steps = load_steps(batch.repairs)
    if not steps:
        raise ValidationError("没有可以撤销的改动。")
    _keep(batch, steps[:-1])
    note(batch, by, Verb.UPDATE, "撤销上一步改动")
    return batch


@action
def undo_all_repairs(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Take all steps back, so that the sheet is as it was sent; raise ``ValidationError`` where there is none."""
    batch = _open(by, batch)
    count = len(load_steps(batch.repairs))
    if not count:
        raise ValidationError("没有可以撤销的改动。")
    _keep(batch, [])
    note(batch, by, Verb.UPDATE, f"撤销全部改动（{count} 步）")
    return batch


@action
def reveal_cell(*, by: Actor, batch: ImportBatch, edit: Edit) -> ImportBatch:
    """Note that ``by`` has opened a cell whose text pages mask, to repair it."""
    batch = _open(by, batch)
    note(batch, by, Verb.REVEAL, f"修改前查看{_where(kind_of(batch.kind), edit)}")
    return batch


def _repair(by: Actor, batch: ImportBatch, edits: Sequence[Edit]) -> ImportBatch:
    batch = _open(by, batch)
    kind = kind_of(batch.kind)
    if not edits or any(edit.field not in kind.by_field for edit in edits):
        raise ValidationError("这一列不能在这里修改，请在表格里改好后重新上传。")
    for edit in edits:
        if len(edit.text) > LONGEST_TEXT:
            raise ValidationError(f"填写的内容太长了，请写在 {LONGEST_TEXT} 个字以内。")
        _refuse_unprintable(edit.text)
    _take(batch, Step(StepKind.REPAIR, tuple(edits)))
    note(batch, by, Verb.UPDATE, f"修改{'、'.join(_where(kind, edit) for edit in edits)}")
    return batch


def _open(by: Actor, batch: ImportBatch) -> ImportBatch:
    batch = locked(batch)
    need(by, kind_of(batch.kind), place_of(batch))
    need_open(batch)
    return batch


def _take(batch: ImportBatch, step: Step) -> None:
    steps = [*load_steps(batch.repairs), step]
    if len(steps) > MOST_STEPS or sum(one.count for one in steps) > MOST_CELLS:
        raise ValidationError("改动太多了，没有再改。请在表格里改好后重新上传。")
    _keep(batch, steps)


def _keep(batch: ImportBatch, steps: Sequence[Step]) -> None:
    batch.repairs = store_steps(steps)
    batch.save(update_fields=["repairs"])


def _refuse_unprintable(text: str) -> None:
    if found := forbidden_in(text, lines=True):
        raise ValidationError(f"含有看不见或损坏的字符（{found}），没有改。请删掉后重新输入。")


def _where(kind: Kind, edit: Edit) -> str:
    """Name the cells without what they hold: no value goes into the log."""
    column = kind.by_field.get(edit.field)
    return f"{_rows(edit)}“{column.title if column else ''}”"


def _rows(edit: Edit) -> str:
    places = edit.places
    sheet, _, number = places[0].rpartition("!")
    return f"{len(places)} 行" if len(places) > 1 else f"“{sheet}”第 {number} 行"
