"""What is stored and stands in no row of a full list: shown, and ended by choice."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.scope import Actor
from spreadsheets.kinds import Absence, Kind, kind_of
from spreadsheets.models import ImportBatch
from spreadsheets.recent_plans import recent_plan_of
from spreadsheets.views.requests import actor_of, batch_of
from spreadsheets.views.waiting import when_planned


@require_http_methods(["GET", "POST"])
@when_planned
def absent(request: HttpRequest, pk: int) -> HttpResponse:
    """List what the sheet does not name; with what was chosen and how it ended, end it."""
    found, user = batch_of(request, pk), actor_of(request)
    kind = kind_of(found.kind)
    if not kind.tells_absence or found.grid is None:
        raise Http404
    absence = _absence_of(found, kind, user)
    if absence is None:
        return redirect("spreadsheets:columns", pk=pk)
    may_end = user.has_perm(kind.ending[0]) and not absence.unreadable
    form = kind.ending_form()(request.POST or None) if may_end else None
    chosen = {int(key) for key in request.POST.getlist("record") if key.isascii() and key.isdigit()}
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if not chosen <= {record.key for record in absence.records}:
            raise Http404
        if form.is_valid():
            try:
                count = kind.end_absent(sorted(chosen), by=user, **form.cleaned_data)
            except ValidationError as wrong:
                form.add_error(None, wrong.messages)
            else:
                messages.success(request, f"{kind.ending[1]}：{count} {kind.noun}。")
                return redirect("spreadsheets:absent", pk=pk)
    context = {"batch": found, "kind": kind, "absence": absence, "form": form, "chosen": chosen}
    return render(request, "spreadsheets/absent.html", context, status=422 if form and form.errors else 200)


def _absence_of(found: ImportBatch, kind: Kind, user: Actor) -> Absence | None:
    """Compare what is stored with the sheet; ``None`` where its columns must be told first."""
    plan = recent_plan_of(found, by=user)
    if plan.questions:
        return None
    keys = found.rows.filter(undone=False, object_key__isnull=False).values_list("object_key", flat=True)
    return kind.absent([*plan.rows, *plan.left_out], {key for key in keys if key}, plan.context)
