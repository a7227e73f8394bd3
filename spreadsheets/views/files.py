"""Taking an uploaded file away again, as it was sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from spreadsheets import actions
from spreadsheets.views.downloads import download
from spreadsheets.views.requests import actor_of, batch_of
from spreadsheets.workbooks import ExportedFile


@require_POST
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file as long as it is kept; by POST only, and the audit log tells who took it."""
    found = batch_of(request, pk)
    try:
        content = actions.take_file(by=actor_of(request), batch=found)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(found)
    return download(ExportedFile(found.file_name, content, "application/octet-stream", 0))
