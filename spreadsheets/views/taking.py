"""Uploads that take more than a moment: several files, a zip of them, a large one. A small one stays with its page."""

from __future__ import annotations

from core.scope import Actor
from spreadsheets import actions, archives, running
from spreadsheets.actions import clean_file_name
from spreadsheets.forms import UploadForm
from spreadsheets.forms.uploading import Sent
from spreadsheets.jobs import UNFINISHED, Work
from spreadsheets.models import BatchState, ImportBatch
from spreadsheets.reader import DEFAULT_LIMITS, FileRefused, refused
from spreadsheets.reader.limits import MEGABYTE
from spreadsheets.recent_plans import LARGE_BYTES
from spreadsheets.views.waiting import page_of

LONGEST_UPLOAD = archives.LONGEST_ARCHIVE
File = tuple[str, bytes]


def receive(form: UploadForm, *, by: Actor, kind: str) -> str | None:
    """Take what was sent where it is more than one small file, and return the address to go to.

    Raises :class:`FileRefused` where nothing of it can be taken. A file that was refused while we waited is told by
    the form, with the empty address; ``None`` leaves a small file to the caller.
    """
    sent = form.sent
    if len(sent) == 1 and not _is_bundle(sent[0]):
        if (sent[0].size or 0) > DEFAULT_LIMITS.upload_bytes:
            raise refused("too_large", {"limit": DEFAULT_LIMITS.upload_bytes // MEGABYTE})
        return _read_one(form, _file(sent[0]), by, kind) if (sent[0].size or 0) > LARGE_BYTES else None
    files, ignored = _opened(sent)
    if len(files) == 1:
        return _read_one(form, files[0], by, kind)
    bundle = actions.receive_files(
        by=by,
        kind=kind,
        name=_name_for(sent),
        files=files,
        ignored=ignored,
        place=form.chosen_place,
        subject=form.cleaned_data.get("subject", ""),
    )
    running.start(work=Work.READ, by=by, bundle=bundle)
    return bundle.get_absolute_url()


def _read_one(form: UploadForm, file: File, by: Actor, kind: str) -> str:
    batch = actions.receive_file(
        by=by,
        kind=kind,
        file_name=file[0],
        content=file[1],
        place=form.chosen_place,
        subject=form.cleaned_data.get("subject", ""),
    )
    job = running.start(work=Work.READ, by=by, batch=batch)
    if running.state_of(job) in UNFINISHED:
        return page_of(batch)
    batch = ImportBatch.objects.defer("content", "grid").get(pk=batch.pk)
    if batch.state == BatchState.REFUSED:
        form.say_of_file(batch.refusal)
        return ""
    return str(job.options.get("next") or batch.get_absolute_url())


def _opened(sent: list[Sent]) -> tuple[list[File], list[str]]:
    """Return the files that were sent, those in zips by themselves, and what is left aside."""
    files: list[File] = []
    ignored: list[str] = []
    for each in sent:
        try:
            found = archives.unpack(each.read()) if _is_bundle(each) else None
        except FileRefused:
            if len(sent) == 1:
                raise
            found = None  # the reader says of this one what is wrong
        files += found.files if found else [_file(each)]
        ignored += found.ignored if found else []
    if len(files) > archives.MOST_FILES:
        raise FileRefused(
            "too_many_files",
            f"一次最多上传 {archives.MOST_FILES} 份表格，这次有 {len(files)} 份。请分几次上传。",
        )
    return files, ignored


def _is_bundle(file: Sent) -> bool:
    file.seek(0)
    found = archives.is_bundle(file.read())
    file.seek(0)
    return found


def _file(file: Sent) -> File:
    """Return name and content, cut off where no reader takes it anyway."""
    file.seek(0)
    return clean_file_name(file.name or ""), file.read(DEFAULT_LIMITS.upload_bytes + 1)


def _name_for(sent: list[Sent]) -> str:
    first = clean_file_name(sent[0].name or "")
    return first if len(sent) == 1 else f"{first} 等 {len(sent)} 份"
