"""Repairing rows on the check page, one cell or one problem at a time. htmx gets the page as it is then at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.scope import Actor
from spreadsheets import actions
from spreadsheets.kinds import PlannedRow, kind_of
from spreadsheets.models import ImportBatch
from spreadsheets.planning import Plan
from spreadsheets.recent_plans import prepare_plan, recent_plan_of
from spreadsheets.repairs.offering import Offers
from spreadsheets.repairs.remembering import memory_for
from spreadsheets.repairs.row_sets import read_rows, tell_rows
from spreadsheets.repairs.steps import Edit
from spreadsheets.views.checking import check_context, where
from spreadsheets.views.requests import actor_of, open_batch_of

Act = Callable[..., ImportBatch]
ON_ROW: dict[str, tuple[Act, str]] = {
    "cell": (actions.repair_cell, "已修改。"),
    "put_back": (actions.put_back_cell, "已恢复表中原来写的。"),
    "leave": (actions.leave_out_row, "这一行不会导入，可以在“跳过的行”里恢复。"),
    "take_in": (actions.take_in_row, "已恢复导入这一行。"),
}
ON_STEPS: dict[str, tuple[Act, str]] = {
    "undo": (actions.undo_repair, "已撤销上一步。"),
    "undo_all": (actions.undo_all_repairs, "已撤销全部改动，和上传的表一样。"),
}


@require_POST
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step, or take one back."""
    found = open_batch_of(request, pk)
    asked, user = request.POST, actor_of(request)
    try:
        found, said = _take(asked, found, user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        said = ""
    if not getattr(request, "htmx", False):
        if said:
            messages.success(request, said)
        return redirect(f"{reverse('spreadsheets:check', args=[pk])}?{where(request)}")
    plan = prepare_plan(found, by=user)
    if said:
        _say(request, plan, said)
    opened = (asked.get("row", ""), asked.get("field", "")) if asked.get("act") == "cell" else ("", "")
    return render(request, "spreadsheets/check.html", check_context(request, found, plan, opened))


@require_POST
def open_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text of a masked cell to be repaired, after the log has noted it."""
    found = open_batch_of(request, pk)
    user, kind = actor_of(request), kind_of(found.kind)
    plan = recent_plan_of(found, by=user)
    place, name = request.POST.get("row", ""), request.POST.get("field", "")
    row = _row_at(plan, place)
    if row is None or row.is_foreign or name not in kind.by_field:
        raise Http404
    edit = Edit(name, tuple(tell_rows([place])), "")
    found = actions.reveal_cell(by=user, batch=found, edit=edit)
    offers = Offers(plan, memory_for(found), opened=(place, name))
    problems = [problem for problem in row.problems if problem.field == name]
    form = offers.form_of(row, kind.by_field[name], problems)
    context = {"batch": found, "plan": plan, "form": form, "problems": problems, "here": where(request)}
    is_part = getattr(request, "htmx", False)
    return render(request, "spreadsheets/_cell_form.html" if is_part else "spreadsheets/cell.html", context)


def _take(asked: QueryDict, found: ImportBatch, user: Actor) -> tuple[ImportBatch, str]:
    """Do what the form asks for; return the batch as it is then, and what to say."""
    act = asked.get("act", "")
    if act in ON_STEPS:
        do, said = ON_STEPS[act]
        return do(by=user, batch=found), said
    try:
        if act == "alike":
            edits = _edits(asked)
            done = actions.repair_alike(by=user, batch=found, edits=edits)
            return done, f"已修改 {sum(len(edit.places) for edit in edits)} 行。"
        do, said = ON_ROW[act]
        rows = tuple(tell_rows([asked.get("row", "")]))
        text = asked.get("pick") or asked.get("text", "")
        edit = Edit(asked.get("field", ""), rows, text)
        read_rows(rows)
    except (KeyError, ValueError) as strange:
        raise Http404 from strange
    return do(by=user, batch=found, edit=edit), said


def _edits(asked: QueryDict) -> list[Edit]:
    """Read groups of rows with a text each: ``group`` is the column and its rows, ``text`` stands at the same place."""
    groups: dict[str, list[str]] = {}
    for told in asked.getlist("rows"):
        number, _, rows = told.partition(":")
        groups.setdefault(number, []).append(rows)
    fields, texts = asked.getlist("field"), asked.getlist("text")
    if pick := asked.get("pick"):
        texts = [pick]
    edits = [
        Edit(name, tuple(groups[str(number)]), text)
        for number, (name, text) in enumerate(zip(fields, texts, strict=True))
    ]
    for edit in edits:
        read_rows(edit.rows)
    if not all(edit.text.strip() for edit in edits):
        raise ValidationError("请先写明改成什么；要清空的写“无”。")
    return edits


def _row_at(plan: Plan, place: str) -> PlannedRow | None:
    return next((row for row in plan.rows if row.place == place), None)


def _say(request: HttpRequest, plan: Plan, said: str) -> None:
    """Tell what a step has come to: a repaired cell may be wrong in another way."""
    asked: Any = request.POST
    row = _row_at(plan, asked.get("row", ""))
    faulty = row is not None and any(problem.field == asked.get("field") for problem in row.problems)
    if asked.get("act") == "cell" and row is not None and faulty:
        messages.warning(request, f"第 {row.number} 行已改，但还有问题，请看说明。")
        return
    messages.success(request, said)
