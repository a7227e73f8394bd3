"""What a person answers about rows on the check page."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from spreadsheets import actions
from spreadsheets.answers import answered, offers
from spreadsheets.kinds import PlannedRow
from spreadsheets.planning import Choices
from spreadsheets.recent_plans import recent_plan_of
from spreadsheets.views.requests import actor_of, open_batch_of


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question about a row, or about all rows with the same question; or take what was offered for one."""
    found = open_batch_of(request, pk)
    user = actor_of(request)
    plan = recent_plan_of(found, by=user)
    asked = request.POST
    rows = [row for row in plan.rows if _is_meant(row, asked)]
    if not rows:
        raise Http404
    try:
        if asked.get("answer") == "offer":
            messages.success(request, plan.kind.take_offer(rows[0], plan.context, by=user))
        else:
            choices = Choices.load(found.chosen_columns)
            actions.choose(by=user, batch=found, choices=answered(choices, rows, asked.get("pick", "")))
            messages.success(request, _words_of_answer(rows, asked.get("pick", "")))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("spreadsheets:check", pk=pk)


@require_POST
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Update by the sheet, or fill blanks only."""
    found = open_batch_of(request, pk)
    try:
        actions.set_mode(by=actor_of(request), batch=found, mode=request.POST.get("mode", ""))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("spreadsheets:check", pk=pk)


def _is_meant(row: PlannedRow, asked: QueryDict) -> bool:
    """Tell whether an answer is about ``row``: named by its place, or by a question that it still waits for."""
    if "group" not in asked:
        pick = asked.get("pick", "")
        return row.place == asked.get("row") and (not pick or offers(row, pick))
    question = row.question
    return (
        question is not None
        and not question.chosen
        and question.code == asked["group"]
        and any(option.key == asked.get("pick") and option.for_all for option in question.options)
    )


def _words_of_answer(rows: Sequence[PlannedRow], pick: str) -> str:
    if not pick:
        return f"第 {rows[0].number} 行按另一个人处理。"
    labels = {option.key: option.label for option in (rows[0].question.options if rows[0].question else ())}
    where = f"第 {rows[0].number} 行" if len(rows) == 1 else f"{len(rows)} 行"
    return f"{where}：{labels.get(pick, '')}。"
