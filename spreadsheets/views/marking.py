"""The marked copy: taken away, and brought back repaired."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from spreadsheets import actions
from spreadsheets import batches as stored
from spreadsheets.marked.continuing import Progress
from spreadsheets.marked.copies import NotMarked, marked_copy
from spreadsheets.marked.marks import marked_batch
from spreadsheets.models import ImportBatch
from spreadsheets.pages import faulty_rows
from spreadsheets.reader import DEFAULT_LIMITS, FileRefused, refused
from spreadsheets.reader.book import Book
from spreadsheets.reader.limits import MEGABYTE
from spreadsheets.recent_plans import recent_plan_of
from spreadsheets.views.downloads import download
from spreadsheets.views.refusing import note_refused
from spreadsheets.views.requests import actor_of, open_batch_of

NO_FILE = "请先选择改好的表格文件。"
NOT_MARKED = "这份表没能标注，原来的文件没有变化。请直接在自己的表里照下面的说明修改，改好后在这里上传。"
REPLACED = "已换成改好的表。{progress}"
KNOWN_AGAIN = "这是“{name}”的标红表格，接着上次的导入。{progress}"


@require_POST
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the uploaded workbook with its faults marked. It holds all numbers in full, so it comes by POST only."""
    found = open_batch_of(request, pk)
    user = actor_of(request)
    plan = recent_plan_of(found, by=user)
    if plan.questions:
        return redirect("spreadsheets:columns", pk=pk)
    try:
        made = marked_copy(found, plan)
    except NotMarked:
        messages.error(request, NOT_MARKED)
        return redirect("spreadsheets:check", pk=pk)
    actions.note_marked_copy(by=user, batch=found, count=len(faulty_rows(plan)))
    return download(made)


@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the repaired workbook and go on where the import stands."""
    found = open_batch_of(request, pk)
    file = request.FILES.get("file")
    user = actor_of(request)
    try:
        if not isinstance(file, UploadedFile):
            raise ValidationError(NO_FILE)  # noqa: TRY301  told like all the others
        progress = actions.replace_content(
            by=user, batch=found, file_name=file.name or "", content=_content(file)
        )
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    except FileRefused as fault:
        note_refused(file, by=user, kind=found.kind, place=stored.place_of(found), fault=fault)
        messages.error(request, fault.message)
    else:
        _tell(request, REPLACED.format(progress=progress), progress)
    return redirect("spreadsheets:batch", pk=pk)


def _content(file: UploadedFile[bytes]) -> bytes:
    if (file.size or 0) > DEFAULT_LIMITS.upload_bytes:
        raise refused("too_large", {"limit": DEFAULT_LIMITS.upload_bytes // MEGABYTE})
    content: bytes = file.read()
    return content


def continued(
    request: HttpRequest, *, kind: str, file_name: str, content: bytes, book: Book
) -> ImportBatch | None:
    """Go on with the import whose marked copy ``book`` is; None where it is no such copy, or of one that has ended."""
    user = actor_of(request)
    found = marked_batch(book.mark, kind=kind, by=user)
    if found is None:
        return None
    name = found.file_name
    try:
        progress = actions.replace_content(
            by=user, batch=found, file_name=file_name, content=content, book=book
        )
    except (FileRefused, ValidationError):
        return None  # somebody has made another file of the copy: it is an upload of its own
    _tell(request, KNOWN_AGAIN.format(name=name, progress=progress), progress)
    return found


def _tell(request: HttpRequest, sentence: str, progress: Progress) -> None:
    tell = messages.success if progress.is_better else messages.warning
    tell(request, sentence)
