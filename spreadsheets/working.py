"""What jobs do, step by step by the same actions as the pages; how they are run is in ``running``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from core.scope import Actor
from spreadsheets import actions, progress
from spreadsheets.jobs import ImportJob, JobState, Work
from spreadsheets.kinds import kind_of
from spreadsheets.marked.marks import marked_batch
from spreadsheets.models import OPEN, BatchQuerySet, BatchState, ImportBatch
from spreadsheets.planning import lay_out
from spreadsheets.reader import FileRefused, read_book
from spreadsheets.reader.book import Book
from spreadsheets.recent_plans import forget, prepare_plan, prepare_summary
from spreadsheets.stored_books import dump_book

CHANGED = "核对之后登记册有了变化，没有导入，请再看一遍。"
NO_RIGHT = "没有导入到这里的权限，没有导入。"


def run(job: ImportJob, by: Actor) -> None:
    """Do what ``job`` says; whatever stops it is raised."""
    _RUNS[Work(job.work), job.batch is None](job, by)


def clear_up(job: ImportJob, by: Actor) -> None:
    """After a job was cancelled, give up the files that it has not read."""
    if job.work == Work.READ:
        for batch in _batches(job).filter(state=BatchState.READING):
            actions.give_up_reading(by=by, batch=batch)


def _batches(job: ImportJob) -> BatchQuerySet:
    mine = {"bundle": job.bundle} if job.bundle else {"pk": job.batch_id}
    return ImportBatch.objects.filter(**mine).order_by("pk")


def _each(job: ImportJob, *states: BatchState) -> Iterator[ImportBatch]:
    """Yield the files of a job that are in one of ``states``, one in memory at a time, and say which it is."""
    numbers = list(_batches(job).filter(state__in=states).values_list("pk", flat=True))
    for place, number in enumerate(numbers, start=1):
        progress.file(place, len(numbers))
        ImportJob.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now())
        yield ImportBatch.objects.get(pk=number)


def _read(job: ImportJob, by: Actor) -> None:
    """Read what has not been read, then plan it, so that its page can be shown at once."""
    for batch in _each(job, BatchState.READING):
        _read_one(job, batch, by)
    _plan(job, by)


def _read_one(job: ImportJob, batch: ImportBatch, by: Actor) -> None:
    progress.at("读取")
    try:
        book = read_book(bytes(batch.content))
        progress.at("查找表格")
        lay_out(book, kind_of(batch.kind))
    except FileRefused as refused:
        actions.refuse_file(by=by, batch=batch, refused=refused)
        return
    if job.batch_id and _continues(job, batch, book, by):
        return
    actions.finish_reading(by=by, batch=batch, grid=dump_book(book))


def _continues(job: ImportJob, batch: ImportBatch, book: Book, by: Actor) -> bool:
    """Go on with the import whose marked copy ``batch`` is, and lead there; tell whether it is one."""
    found = marked_batch(book.mark, kind=batch.kind, by=by)
    if found is None:
        return False
    try:
        actions.replace_content(
            by=by, batch=found, file_name=batch.file_name, content=bytes(batch.content), book=book
        )
    except (FileRefused, ValidationError):
        return False  # somebody has made another file of the copy: it is an upload of its own
    actions.give_up_reading(by=by, batch=batch)
    job.options["next"] = found.get_absolute_url()
    ImportJob.objects.filter(pk=job.pk).update(options=job.options)
    return True


def _plan(job: ImportJob, by: Actor) -> None:
    for batch in _each(job, *OPEN):
        if job.bundle:
            prepare_summary(batch, by=by)
        else:
            prepare_plan(batch, by=by)


def _commit(job: ImportJob, by: Actor) -> None:
    """Store one import; that it is done is noted in the same transaction, so that no restart can tell otherwise."""
    assert job.batch is not None  # noqa: S101  for the type checker: see run()
    forget(job.batch)  # it takes much memory, and the commit makes its own
    with transaction.atomic():
        actions.commit_batch(by=by, batch=job.batch, **job.options)
        ImportJob.objects.filter(pk=job.pk).update(state=JobState.DONE, heartbeat_at=timezone.now())


def _commit_all(job: ImportJob, by: Actor) -> None:
    """Store each import of which the person has seen that nothing is wrong, each in a transaction of its own."""
    seen: dict[str, dict[str, str]] = job.options["seen"]
    for batch in _each(job, *OPEN):
        if str(batch.pk) not in seen:
            continue
        try:
            actions.commit_batch(by=by, batch=batch, valid_only=True, **seen[str(batch.pk)])
        except (actions.PlanChanged, ValidationError, PermissionDenied) as stopped:
            job.results[str(batch.pk)] = _sentence(stopped)
            ImportJob.objects.filter(pk=job.pk).update(results=job.results)
    _plan(job, by)


def _sentence(stopped: Exception) -> str:
    if isinstance(stopped, ValidationError):
        return " ".join(stopped.messages)
    return CHANGED if isinstance(stopped, actions.PlanChanged) else NO_RIGHT


_RUNS: dict[tuple[Work, bool], Callable[[ImportJob, Actor], None]] = {
    (Work.READ, False): _read,
    (Work.READ, True): _read,
    (Work.PLAN, False): _plan,
    (Work.PLAN, True): _plan,
    (Work.COMMIT, False): _commit,
    (Work.COMMIT, True): _commit_all,
}
