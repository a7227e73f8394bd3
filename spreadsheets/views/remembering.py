"""What is remembered of earlier imports: each person's own, and for staff the whole committee's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.scope import Actor
from spreadsheets import actions
from spreadsheets.kinds import Kind, kind_of
from spreadsheets.mapping import IGNORE
from spreadsheets.models import RememberedAnswer
from spreadsheets.remembered_answers import TENDING
from spreadsheets.views.requests import PER_PAGE, actor_of, kinds_for


@require_GET
def remembered(request: HttpRequest) -> HttpResponse:
    """List what is remembered, newest first."""
    user = actor_of(request)
    if not kinds_for(user):
        raise PermissionDenied
    page = Paginator(RememberedAnswer.objects.visible_to(user), PER_PAGE).get_page(request.GET.get("page"))
    tended = set(
        RememberedAnswer.objects.visible_to(user, TENDING)
        .filter(pk__in=[answer.pk for answer in page.object_list])
        .values_list("pk", flat=True)
    )
    rows = [_shown(answer, can_tend=answer.pk in tended, user=user) for answer in page.object_list]
    context = {"rows": rows, "page": page, "paginator": page.paginator, "can_tend": user.has_perm(TENDING)}
    return render(request, "spreadsheets/remembered.html", context)


@require_POST
def tend(request: HttpRequest, answer: int) -> HttpResponse:
    """Correct, share or forget one of them; a foreign one is a 404, like a missing one."""
    user, act = actor_of(request), request.POST.get("act", "")
    found = RememberedAnswer.objects.visible_to(user).filter(pk=answer).first()
    if found is None or act not in {"correct", "share", "keep", "forget"}:
        raise Http404
    try:
        if act == "correct":
            actions.correct_remembered(by=user, answer=found, means=request.POST.get("means", ""))
        elif act == "forget":
            actions.forget_remembered(by=user, answer=found)
        else:
            actions.share_remembered(by=user, answer=found, shared=act == "share")
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        said = {
            "correct": "已更正。",
            "share": "已改为本党委共用。",
            "keep": "已改为只给本人用。",
            "forget": "已忘掉。",
        }
        messages.success(request, said[act])
    return redirect("spreadsheets:remembered")


def _shown(answer: RememberedAnswer, *, can_tend: bool, user: Actor) -> dict[str, Any]:
    kind = kind_of(answer.kind)
    column = kind.by_field.get(answer.field)
    return {
        "answer": answer,
        "kind": kind.title,
        "column": column.title if column else "列名",
        "means": answer.means if answer.field else _title_of(kind, answer.means),
        "fields": [] if answer.field else [(IGNORE, "不导入"), *((c.field, c.title) for c in kind.columns)],
        "can_tend": can_tend,
        "can_forget": can_tend or answer.owner_key == user.pk,
    }


def _title_of(kind: Kind, name: str) -> str:
    column = kind.by_field.get(name)
    return column.title if column else "不导入"
