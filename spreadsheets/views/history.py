"""Imports that have been: their list, what each stored, taking one back or giving a draft up."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from spreadsheets import actions
from spreadsheets import batches as stored
from spreadsheets.erasing import erase_on_the_way, kept_until
from spreadsheets.filters import BatchFilter
from spreadsheets.kinds import kind_of
from spreadsheets.models import BatchState, ImportBatch, RowOutcome
from spreadsheets.views.requests import PER_PAGE, actor_of, batch_of, exports_for, kinds_for


@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """History of imports, drafts first."""
    kinds = kinds_for(actor_of(request))
    if not kinds:
        raise PermissionDenied
    erase_on_the_way()
    found = ImportBatch.objects.visible_to(actor_of(request)).select_related("bundle")
    found = found.defer("content", "grid", "repairs")
    narrowed = BatchFilter(request.GET, queryset=found, request=request, kinds=kinds)
    page = Paginator(narrowed.qs, PER_PAGE).get_page(request.GET.get("page"))
    titles = {kind.key: kind.title for kind in kinds}
    for batch in page.object_list:
        batch.kind_title = titles[batch.kind]
    return render(
        request,
        "spreadsheets/batches.html",
        {
            "kinds": kinds,
            "exports": exports_for(actor_of(request)),
            "page": page,
            "paginator": page.paginator,
            "filter": narrowed,
            "is_filtered": any(request.GET.get(name) for name in narrowed.filters),
        },
    )


@require_GET
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """What was stored, with a link to each row."""
    found = batch_of(request, pk)
    if found.state in {BatchState.DRAFT, BatchState.READING, BatchState.REFUSED}:
        return redirect("spreadsheets:batch", pk=pk)
    kind = kind_of(found.kind)
    rows = found.rows.exclude(outcome=RowOutcome.UNCHANGED)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    links = kind.links_of(list(page.object_list), by=actor_of(request))
    shown = [
        {
            "row": row,
            "link": links.get(row.pk),
            "changes": stored.changes_of(kind, row),
            "notes": stored.notes_of(kind, row),
        }
        for row in page.object_list
    ]
    context = {
        "batch": found,
        "kind": kind,
        "kept_until": kept_until(found),
        "figures": _figures(found),
        "rows": shown,
        "several_sheets": found.rows.order_by().values("sheet").distinct().count() > 1,
        "page": page,
        "paginator": page.paginator,
    }
    return render(request, "spreadsheets/done.html", context)


def _figures(batch: ImportBatch) -> list[tuple[str, int]]:
    """Return the numbers of rows by what became of them; of an undone import, what was taken back and what not."""
    counts = batch.counts
    if batch.state == BatchState.UNDONE:
        stored_rows = [
            ("已撤销", batch.rows.filter(undone=True).count()),
            ("保留", batch.rows.exclude(kept_because="").count()),
        ]
    else:
        stored_rows = [("新增", counts.get("create", 0)), ("更新", counts.get("update", 0))]
    return [*stored_rows, ("无变化", counts.get("unchanged", 0)), ("没有导入", counts.get("refuse", 0))]


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the import back."""
    found = batch_of(request, pk)
    try:
        actions.undo_batch(by=actor_of(request), batch=found)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        kept = found.rows.exclude(kept_because="").count()
        words = (
            f"已撤销这次导入。有 {kept} 行导入之后又修改过，保留了现在的内容。"
            if kept
            else "已撤销这次导入。"
        )
        messages.success(request, words)
    return redirect("spreadsheets:done", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    found = batch_of(request, pk)
    try:
        actions.discard_batch(by=actor_of(request), batch=found)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, f"已放弃“{found.file_name}”余下的内容。")
    return redirect("spreadsheets:batches")
