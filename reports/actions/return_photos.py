"""Photos of a return: added, given a caption, taken out, as long as the return is open."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.saving import cleaned, demand, judge, locked, save
from audit.trail import action, record
from branches.models import Branch
from core.periods import Month
from core.scope import Actor
from reports.actions.returns import WRITE, open_return
from reports.models import BranchReturn, ReturnPhoto
from reports.returns.photos import MOST, Picture


@action
def add_photos(*, by: Actor, branch: Branch, month: Month, pictures: Sequence[Picture]) -> BranchReturn:
    """Add drawn photos to the return, which begins with them if it has not; at most nine in all, else none is taken."""
    demand(by, WRITE, branch)
    row = open_return(branch, month)
    if not pictures:
        raise ValidationError("请先选择照片。", code="none")
    if not row.pk:
        save(row)
    if (there := row.photos.count()) + len(pictures) > MOST:
        words = f"每份月报最多 {MOST} 张照片，已有 {there} 张，这次选了 {len(pictures)} 张。请减少几张。"
        raise ValidationError(words, code="many")
    for picture in pictures:
        ReturnPhoto.objects.create(
            of=row, content=picture.content, width=picture.width, height=picture.height
        )
    record(by=by, verb=Verb.UPDATE, obj=row, detail=f"上传 {len(pictures)} 张照片")
    return row


@action
def caption_photo(*, by: Actor, photo: ReturnPhoto, caption: str) -> ReturnPhoto:
    """Say what is to be seen on a photo; the log does not repeat it."""
    demand(by, WRITE, photo)
    row, stored = open_return(photo.of.branch, photo.of.month), locked(photo)
    values = cleaned(ReturnPhoto, {"caption": caption})
    stored.caption = values["caption"]
    judge(stored, values)
    stored.save(update_fields=["caption"])
    record(by=by, verb=Verb.UPDATE, obj=row, detail="修改照片说明")
    return stored


@action
def remove_photo(*, by: Actor, photo: ReturnPhoto) -> BranchReturn:
    """Take a photo out of a return that is still being written."""
    demand(by, WRITE, photo)
    row = open_return(photo.of.branch, photo.of.month)
    locked(photo).delete()
    record(by=by, verb=Verb.UPDATE, obj=row, detail="删去 1 张照片")
    return row
