"""Running jobs beside the requests: in threads of the server's own process, each with its own database connection.

The portal is one process with threads, so nothing else is needed: no queue, no second service. How far a job has come,
and the wish to cancel it, are in this process's memory. When the server stops, its jobs stop at their next row: what
they do is one transaction, so nothing is half done, and the page says that it can be started again.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.utils import timezone

from core.scope import Actor
from spreadsheets import words, working
from spreadsheets.actions import PlanChanged
from spreadsheets.bundles import ImportBundle
from spreadsheets.jobs import UNFINISHED, ImportJob, JobState, Work
from spreadsheets.models import ImportBatch
from spreadsheets.progress import Cancelled, Progress, following

log = logging.getLogger(__name__)

AT_ONCE = 2
PATIENCE = 2.0
"""Seconds that a request waits for a job, so that short work needs no page of its own."""
CHANGED = "您核对之后，登记册有了变化，还没有导入。请再看一遍，确认后重新点“导入”。"
NO_RIGHT = "您已没有在这里导入的权限，没有导入任何一行。"


@dataclass
class Running:
    """A job that this process works on."""

    progress: Progress = field(default_factory=Progress)
    future: Future[None] | None = None


_live: dict[int, Running] = {}
_lock = threading.Lock()
POOL = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="import")


def start(  # noqa: PLR0913  what to do, for whom, on what, how
    *,
    work: Work,
    by: Actor,
    batch: ImportBatch | None = None,
    bundle: ImportBundle | None = None,
    options: dict[str, Any] | None = None,
    patience: float | None = None,
) -> ImportJob:
    """Start a job for ``by`` and return it, ended already where it took no longer than ``patience`` seconds.

    One that does the same goes on instead of a second. Within a transaction, whose rows nobody else can see yet, the
    job is done there and then.
    """
    with _lock:
        job = _same(work, batch, bundle)
        if job is None:
            job = ImportJob.objects.create(work=work, batch=batch, bundle=bundle, options=options or {})
            _begin(job, by)
    running = _live.get(job.pk)
    if running is not None and running.future is not None:
        wait([running.future], PATIENCE if patience is None else patience)
    job.refresh_from_db()
    return job


def _same(work: Work, batch: ImportBatch | None, bundle: ImportBundle | None) -> ImportJob | None:
    unfinished = ImportJob.objects.unfinished().filter(work=work, batch=batch, bundle=bundle)
    return next((job for job in unfinished if job.pk in _live), None)


def _begin(job: ImportJob, by: Actor) -> None:
    running = _live[job.pk] = Running()
    if connection.in_atomic_block:
        _run(job, by, running.progress)
    else:
        running.future = POOL.submit(copy_context().run, _run_and_hang_up, job, by, running.progress)


def _run_and_hang_up(job: ImportJob, by: Actor, progress: Progress) -> None:
    try:
        _run(job, by, progress)
    finally:
        connections.close_all()


def _run(job: ImportJob, by: Actor, progress: Progress) -> None:
    try:
        _end(job, *_outcome_of(job, by, progress))
    finally:
        _live.pop(job.pk, None)


def _outcome_of(job: ImportJob, by: Actor, progress: Progress) -> tuple[JobState, str]:
    """Work, and return how it ended with the sentence for the page."""
    try:
        with following(progress):
            progress.check()
            ImportJob.objects.filter(pk=job.pk).update(state=JobState.RUNNING, heartbeat_at=timezone.now())
            working.run(job, _as_now(by))
    except Cancelled:
        return _stopped(job, by)
    except PlanChanged:
        return JobState.FAILED, CHANGED
    except ValidationError as wrong:
        return JobState.FAILED, " ".join(wrong.messages)
    except PermissionDenied:
        return JobState.FAILED, NO_RIGHT
    except Exception:
        log.exception("Import job %s (%s) failed", job.pk, job.work)
        return JobState.FAILED, words.broken(job)
    return JobState.DONE, ""


def _stopped(job: ImportJob, by: Actor) -> tuple[JobState, str]:
    """Tell a job that somebody cancelled from one that the end of the server has cut off."""
    if not threading.main_thread().is_alive():
        return JobState.INTERRUPTED, words.cut_off(job)
    working.clear_up(job, by)
    return JobState.CANCELLED, words.cancelled(job)


def _end(job: ImportJob, state: JobState, sentence: str) -> None:
    """Note how a job ended, unless its own transaction has said so already."""
    ImportJob.objects.filter(pk=job.pk, state__in=UNFINISHED).update(
        state=state, sentence=sentence[:500], heartbeat_at=timezone.now()
    )


def _as_now(by: Actor) -> Actor:
    """Return the person with the rights of this moment: a job may have waited while they were taken away."""
    if by.pk is None:
        return by
    people: Any = get_user_model()._default_manager
    actor: Actor = people.get(pk=by.pk)
    return actor


def progress_of(job: ImportJob) -> Progress | None:
    """Return how far ``job`` has come, where this process works on it."""
    running = _live.get(job.pk)
    return running.progress if running else None


def state_of(job: ImportJob) -> JobState:
    """Return where ``job`` stands: one that nobody works on and that was not heard of for long was cut off."""
    state = JobState(job.state)
    if state in UNFINISHED and job.pk not in _live and job.is_stale:
        return JobState.INTERRUPTED
    return state


def cancel(job: ImportJob) -> None:
    """Ask ``job`` to stop; what it has not committed is rolled back."""
    running = _live.get(job.pk)
    if running is not None:
        running.progress.cancel()
        if running.future is not None:
            wait([running.future], PATIENCE)


def wait_for_all() -> None:
    """Wait until no job of this process goes on."""
    wait([running.future for running in list(_live.values()) if running.future is not None])
