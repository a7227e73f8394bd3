"""The check page: what will happen to each row, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict

from spreadsheets import pages
from spreadsheets.batches import earlier_of
from spreadsheets.models import ImportBatch
from spreadsheets.planning import Plan
from spreadsheets.repairs.offering import Offers
from spreadsheets.repairs.remembering import memory_for
from spreadsheets.repairs.showing import words_of_step
from spreadsheets.updating import MODES
from spreadsheets.views.requests import PER_PAGE, actor_of

REASONS = ("重复的行", "不该在这张表里", "信息不全，以后再导")
"""Why a row is left out, as buttons offer it."""


def where(request: HttpRequest) -> str:
    """Return which rows the page shows, as its address says it."""
    kept = QueryDict(mutable=True)
    for name in ("show", "page"):
        if name in request.GET:
            kept[name] = request.GET[name]
    return kept.urlencode()


def check_context(
    request: HttpRequest, found: ImportBatch, plan: Plan, opened: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """Return what the page shows; ``opened`` is the row and field of the cell that shows its text in full."""
    faulty, foreign = pages.faulty_rows(plan), pages.foreign_rows(plan)
    repaired = [row for row in plan.rows if row.repaired]
    lists = {"faulty": faulty, "foreign": foreign, "repaired": repaired}
    show = request.GET.get("show", "faulty")
    show = show if lists.get(show) else "all"
    page = Paginator(lists.get(show) or pages.ordered_rows(plan), PER_PAGE).get_page(request.GET.get("page"))
    on_page = list(page.object_list)
    shown = pages.shown_columns(plan, on_page)
    offers = Offers(plan, memory_for(found), opened)
    alike, more_alike = offers.alike()
    told = {group.message for group in alike}
    return {
        "batch": found,
        "plan": plan,
        "total": len(plan.rows) + len(plan.left_out),
        "good": len(plan.good),
        "storable": sum(plan.counts[outcome] for outcome in ("create", "update", "unchanged")),
        "faulty": len(faulty),
        "foreign": len(foreign),
        "repaired": len(repaired),
        "problems": sum(len(row.problems) for row in faulty),
        "show": show,
        "here": where(request),
        "columns": shown,
        "rows": pages.show_rows(plan, on_page, shown, offers),
        "page": page,
        "paginator": page.paginator,
        "alike": alike,
        "more_alike": more_alike,
        "as_before": [group for group in alike if group.remembered],
        "lists": offers.lists,
        "reasons": REASONS,
        "last_step": words_of_step(plan),
        "repaired_cells": sum(len(row.repaired) for row in repaired),
        "repeated": [one for one in pages.repeated_problems(plan) if one.message not in told],
        "groups": pages.groups_of(plan),
        "remembered_columns": pages.remembered_columns(plan),
        "skipped": [(m.table.sheet, s) for m in plan.mappings for s in m.table.skipped],
        "modes": MODES.items() if plan.counts["update"] or plan.fills_blanks else (),
        "earlier": earlier_of(found, by=actor_of(request)),
        "left_out": [(row, plan.repairs.left_out[row.place]) for row in plan.left_out],
    }
