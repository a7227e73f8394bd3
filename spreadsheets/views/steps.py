"""The steps of an import: upload → columns → check → commit."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.scope import Actor
from spreadsheets import actions
from spreadsheets import batches as stored
from spreadsheets.erasing import erase_on_the_way
from spreadsheets.forms import ColumnsTable, UploadForm, fields_of, read_choices, still_open
from spreadsheets.kinds import Subject
from spreadsheets.models import OPEN, BatchState, ImportBatch
from spreadsheets.planning import Choices, Plan
from spreadsheets.reader import FileRefused, read_book, refused
from spreadsheets.reader.limits import MEGABYTE
from spreadsheets.recent_plans import is_large, recent_plan_of
from spreadsheets.registry import SHEETS
from spreadsheets.views.checking import check_context
from spreadsheets.views.marking import continued
from spreadsheets.views.refusing import note_refused
from spreadsheets.views.requests import (
    actor_of,
    batch_of,
    exports_for,
    kinds_for,
    open_batch_of,
)
from spreadsheets.views.taking import LONGEST_UPLOAD, receive
from spreadsheets.views.waiting import commit_in_job, when_planned

FORM_OVERHEAD = 64 * 1024


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file; what cannot be read is refused with its sentence on the same page."""
    user = actor_of(request)
    sheet = next((k for k in kinds_for(user) if k.key == kind), None)
    if sheet is None:
        raise Http404 if kind not in SHEETS else PermissionDenied
    places = sheet.places(by=user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = request.GET.get(sheet.subject_name, "") if sheet.subject_name else ""
    form = UploadForm(*sent, kind=sheet, by=user, places=places, asked=asked)
    too_large = int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_UPLOAD + FORM_OVERHEAD
    if sent:
        valid = form.is_valid()
        try:
            if too_large:
                raise refused("too_large", {"limit": LONGEST_UPLOAD // MEGABYTE})
            if valid:
                erase_on_the_way()
                address = receive(form, by=user, kind=kind)
                if address is None:
                    return redirect(_take_file(request, form, kind=kind))
                if address:
                    return redirect(address)
            elif form.has_error("file", "empty"):
                raise refused("empty")
        except FileRefused as fault:
            note_refused(request.FILES.get("file"), by=user, kind=kind, place=form.chosen_place, fault=fault)
            form.say_of_file(fault.message)
    same = {
        "title": sheet.title, "kind": sheet, "form": form, "columns": sheet.columns, "kinds": kinds_for(user),
        "exports": exports_for(user),
    }  # fmt: skip
    return render(request, "spreadsheets/upload.html", same, status=422 if form.errors else 200)


def _take_file(request: HttpRequest, form: UploadForm, *, kind: str) -> ImportBatch:
    file = form.sent[0]
    content = file.read()
    book = read_book(content)
    known = continued(request, kind=kind, file_name=file.name or "", content=content, book=book)
    return known or actions.upload_file(
        by=actor_of(request),
        kind=kind,
        file_name=file.name or "",
        content=content,
        place=form.chosen_place,
        subject=form.cleaned_data.get("subject", ""),
        book=book,
    )


@require_GET
@when_planned
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the step at which the import stands."""
    found = batch_of(request, pk)
    if found.state not in OPEN:
        return redirect("spreadsheets:done", pk=pk)
    asked = stored.questions_of(found, by=actor_of(request))
    return redirect("spreadsheets:columns" if asked else "spreadsheets:check", pk=pk)


@require_http_methods(["GET", "POST"])
@when_planned
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column was taken for; what is uncertain must be chosen."""
    found = open_batch_of(request, pk)
    user = actor_of(request)
    plan = recent_plan_of(found, by=user)
    faults: list[str] = []
    said: QueryDict | None = None
    if request.method == "POST":
        automatic = stored.automatic_mappings(found, plan)
        choices, faults = read_choices(
            request.POST,
            kind=plan.kind,
            choices=Choices.load(found.chosen_columns),
            automatic=automatic,
            sheets=[table.sheet for table in plan.layout.tables if table.rows],
            subjects=[subject.key for subject in _subjects(found, plan, user)],
        )
        if not faults:
            actions.choose(by=user, batch=found, choices=choices)
            if is_large(found):
                return redirect("spreadsheets:batch", pk=pk)
            plan = stored.plan_of(ImportBatch.objects.get(pk=pk), by=user)
            if not plan.questions:
                return redirect("spreadsheets:check", pk=pk)
            faults = [still_open(plan)]
        else:
            said = request.POST
    sheets = [table.sheet for table in plan.layout.tables if table.rows]
    context = {
        "batch": found,
        "plan": plan,
        "faults": faults,
        "questions": plan.questions,
        "tables": [ColumnsTable(number, mapping, said) for number, mapping in enumerate(plan.mappings)],
        "sheets": sheets,
        "taken": {m.table.sheet for m in plan.mappings} if said is None else set(said.getlist("sheets")),
        "fields": fields_of(plan.kind),
        "subjects": _subjects(found, plan, user),
        "subject": request.POST.get("subject", Choices.load(found.chosen_columns).subject),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "spreadsheets/columns.html", context, status=status)


def _subjects(found: ImportBatch, plan: Plan, user: Actor) -> list[Subject]:
    chosen = Choices.load(found.chosen_columns).subject
    return plan.kind.subjects(by=user, place=stored.place_of(found), also=chosen)


@require_GET
@when_planned
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen to each row."""
    found = open_batch_of(request, pk)
    plan = recent_plan_of(found, by=actor_of(request))
    if plan.questions:
        return redirect("spreadsheets:columns", pk=pk)
    return render(request, "spreadsheets/check.html", check_context(request, found, plan))


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Store, once for each token; show the plan again where the register has changed since."""
    found = batch_of(request, pk)
    if is_large(found):
        return commit_in_job(request, found)
    try:
        done = actions.commit_batch(
            by=actor_of(request),
            batch=found,
            token=request.POST.get("token", ""),
            fingerprint=request.POST.get("fingerprint", ""),
            valid_only=bool(request.POST.get("valid_only")),
        )
    except actions.PlanChanged:
        messages.warning(request, "您核对之后，登记册有了变化，还没有导入。请再看一遍，确认后重新点“导入”。")
        return redirect("spreadsheets:check", pk=pk)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("spreadsheets:batch", pk=pk)
    if done.batch.state == BatchState.PARTIAL:
        messages.info(request, "可用的行已导入。其余的行还在草稿里，改好后可以继续。")
    return redirect("spreadsheets:done", pk=pk)
