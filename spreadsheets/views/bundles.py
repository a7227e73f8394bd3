"""Several files that came together: where each stands, and importing all that are ready."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.scope import Actor
from spreadsheets import running
from spreadsheets.bundles import ImportBundle
from spreadsheets.jobs import ImportJob, JobState, Work
from spreadsheets.kinds import kind_of
from spreadsheets.models import OPEN, BatchState, ImportBatch
from spreadsheets.recent_plans import Summary, is_summed_up, summary_of
from spreadsheets.views.requests import actor_of
from spreadsheets.words import Standing


@dataclass(frozen=True)
class ShownFile:
    """One file of the page: its import, what its plan comes to, what the last attempt to store it said."""

    batch: ImportBatch
    summary: Summary | None
    said: str

    @property
    def can_be_imported(self) -> bool:
        """Tell whether it is among those that the one button imports."""
        return self.summary is not None and self.summary.is_clear and self.batch.state in OPEN


def bundle_of(request: HttpRequest, pk: int) -> ImportBundle:
    """Return the upload of the address; a foreign one is a 404, like a missing one."""
    found = ImportBundle.objects.visible_to(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Each file with its state and counts; asks for itself again while the server works on them."""
    found, user = bundle_of(request, pk), actor_of(request)
    job = found.jobs.first()
    standing = _standing(job) if job else None
    if standing is None or not standing.goes_on:
        standing = _with_plans(found, user) or standing
    files = _files(found, user, standing)
    ready = [file for file in files if file.can_be_imported]
    context = {
        "bundle": found,
        "kind": kind_of(found.kind),
        "standing": standing,
        "files": files,
        "ready": ready,
        "unread": any(file.batch.state == BatchState.READING for file in files),
        "rows": sum(file.summary.storable for file in ready if file.summary),
    }
    name = "_bundle.html" if request.headers.get("HX-Request") else "bundle.html"
    return render(request, f"spreadsheets/{name}", context)


def _standing(job: ImportJob) -> Standing:
    return Standing(job, running.state_of(job), running.progress_of(job))


def _with_plans(found: ImportBundle, user: Actor) -> Standing | None:
    """Have large files planned beside the request; return how far that is where it takes longer than a page may."""
    drafts = found.batches.filter(state__in=OPEN).defer("content", "grid")
    if all(is_summed_up(batch, by=user) for batch in drafts):
        return None
    job = running.start(work=Work.PLAN, by=user, bundle=found)
    standing = _standing(job)
    return None if standing.state == JobState.DONE else standing


def _files(found: ImportBundle, user: Actor, standing: Standing | None) -> list[ShownFile]:
    job = found.jobs.filter(work=Work.COMMIT).first()
    said = job.results if job else {}
    waits = standing is not None and standing.goes_on
    batches = found.batches.defer("content", "grid").order_by("pk")
    return [
        ShownFile(
            batch,
            summary_of(batch, by=user)
            if batch.state in OPEN and not waits and is_summed_up(batch, by=user)
            else None,
            said.get(str(batch.pk), ""),
        )
        for batch in batches
    ]


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Import every file that the person has seen to be without a fault, each by itself."""
    found = bundle_of(request, pk)
    seen = {}
    for said in request.POST.getlist("seen"):
        number, _, rest = said.partition(":")
        token, _, fingerprint = rest.partition(":")
        seen[number] = {"token": token, "fingerprint": fingerprint}
    if seen:
        running.start(work=Work.COMMIT, by=actor_of(request), bundle=found, options={"seen": seen})
    return redirect(found)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the work on the files; those that are imported by then stay so."""
    found = bundle_of(request, pk)
    for job in found.jobs.unfinished():
        running.cancel(job)
    return redirect(found)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read on where a restart of the server has cut the reading off."""
    found = bundle_of(request, pk)
    if found.batches.filter(state=BatchState.READING).exists():
        running.start(work=Work.READ, by=actor_of(request), bundle=found)
    return redirect(found)
