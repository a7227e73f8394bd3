"""The trace of a file that was not taken."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from core.scope import Actor
from spreadsheets import actions
from spreadsheets.kinds import Place
from spreadsheets.reader import DEFAULT_LIMITS, FileRefused


def note_refused(
    file: UploadedFile[Any] | None, *, by: Actor, kind: str, place: Place, fault: FileRefused
) -> None:
    """Note that ``file`` was refused for ``fault``; of one that is too large to be read only its name."""
    content = None
    if file is not None and file.size is not None and file.size <= DEFAULT_LIMITS.upload_bytes:
        file.seek(0)
        content = file.read()
    name = getattr(file, "name", None) or ""
    actions.note_refused_file(by=by, kind=kind, file_name=name, refused=fault, place=place, content=content)
