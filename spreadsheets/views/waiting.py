"""The page on which somebody waits for long work, may leave, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from spreadsheets import running
from spreadsheets.jobs import UNFINISHED, ImportJob, JobState, Work
from spreadsheets.kinds import kind_of
from spreadsheets.models import OPEN, BatchState, ImportBatch
from spreadsheets.recent_plans import is_ready
from spreadsheets.views.requests import actor_of, batch_of
from spreadsheets.words import Standing

View = Callable[[HttpRequest, int], HttpResponse]


def page_of(batch: ImportBatch) -> str:
    """Return the address of the page that waits for the work on ``batch``."""
    return reverse("spreadsheets:progress", args=[batch.pk])


def when_planned(view: View) -> View:
    """Let a page that shows a plan wait, on the page for waiting, until there is one that it can show at once."""

    @wraps(view)
    def wait_first(request: HttpRequest, pk: int) -> HttpResponse:
        found, user = batch_of(request, pk), actor_of(request)
        if found.state in {BatchState.READING, BatchState.REFUSED} or _is_being_stored(found):
            return redirect(page_of(found))
        if request.method == "GET" and found.state in OPEN and not is_ready(found, by=user):
            options = {"next": request.get_full_path()}
            job = running.start(work=Work.PLAN, by=user, batch=found, options=options)
            if running.state_of(job) != JobState.DONE:
                return redirect(page_of(found))
        return view(request, pk)

    return wait_first


def _is_being_stored(batch: ImportBatch) -> bool:
    unfinished = batch.jobs.unfinished().filter(work=Work.COMMIT)
    return any(running.state_of(job) in UNFINISHED for job in unfinished)


def commit_in_job(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Store a large import as :func:`spreadsheets.views.steps.commit` stores a small one."""
    said = request.POST
    options = {
        "token": said.get("token", ""),
        "fingerprint": said.get("fingerprint", ""),
        "valid_only": bool(said.get("valid_only")),
    }
    job = running.start(work=Work.COMMIT, by=actor_of(request), batch=batch, options=options)
    state = running.state_of(job)
    if state == JobState.FAILED:
        messages.error(request, job.sentence)
        return redirect("spreadsheets:batch", pk=batch.pk)
    return redirect(_after(request, batch, job) if state == JobState.DONE else page_of(batch))


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work on an import has come; leads on when it is done."""
    found = batch_of(request, pk)
    job = found.jobs.first()
    if job is None:
        return redirect(_next_of(found))
    standing = Standing(job, running.state_of(job), running.progress_of(job))
    if standing.state == JobState.DONE and found.state != BatchState.REFUSED:
        address = _after(request, found, job)
        return HttpResponseClientRedirect(address) if _is_part(request) else redirect(address)
    context = {"batch": found, "kind": kind_of(found.kind), "standing": standing, "next": _next_of(found)}
    name = "spreadsheets/_progress.html" if _is_part(request) else "spreadsheets/progress.html"
    return render(request, name, context)


def _is_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _next_of(batch: ImportBatch) -> str:
    return (
        page_of(batch)
        if batch.state == BatchState.READING and batch.jobs.exists()
        else batch.get_absolute_url()
    )


def _after(request: HttpRequest, batch: ImportBatch, job: ImportJob) -> str:
    """Return where to go after a job that did its work."""
    if job.work != Work.COMMIT:
        return str(job.options.get("next") or batch.get_absolute_url())
    batch.refresh_from_db(fields=["state"])
    if batch.state == BatchState.PARTIAL:
        messages.info(request, "可用的行已导入。其余的行还在草稿里，改好后可以继续。")
    return reverse("spreadsheets:done", args=[batch.pk])


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the work on an import; what it has not finished is not stored."""
    found = batch_of(request, pk)
    for job in found.jobs.unfinished():
        running.cancel(job)
    return redirect(page_of(found))


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file once more whose reading was cut off by a restart of the server."""
    found = batch_of(request, pk)
    if found.state != BatchState.READING:
        return redirect(found)
    running.start(work=Work.READ, by=actor_of(request), batch=found)
    return redirect(page_of(found))
