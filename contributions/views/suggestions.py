"""Suggestions: list, page, forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from contributions.actions import add_suggestion, change_suggestion, collect_suggestions
from contributions.choices import SuggestionState
from contributions.filters import SuggestionFilter
from contributions.forms import CollectForm, SuggestionForm
from contributions.models import ADOPTED, WAITING, Suggestion
from contributions.progress import stages_of
from contributions.tables import SuggestionTable
from contributions.tables.cells import left
from contributions.tables.suggestions import LOOKS
from contributions.views.traces import may_open, traces_of
from contributions.views.ways import ways_of
from core.pages import FormPage, ListPage
from core.views import PermittedMixin, ScopedMixin

LIST = "contributions:suggestions"
ADD, WORK, DECIDE = (f"contributions.{verb}_suggestion" for verb in ("add", "change", "decide"))
ROWS = Suggestion.objects.valid().select_related("member", "branch", "committee")


class SuggestionList(ListPage):
    """Suggestions: those that wait for an answer first, the oldest on top, then the latest."""

    permission_required = "contributions.view_suggestion"
    queryset = ROWS
    table_class = SuggestionTable
    filterset_class = SuggestionFilter
    template_name = "contributions/suggestions.html"

    def get_queryset(self) -> QuerySet[Suggestion]:
        """Put in order what nobody has sorted otherwise."""
        rows: QuerySet[Suggestion] = super().get_queryset()
        waiting_since = Case(When(state__in=WAITING, then=F("handed_in_on")))
        return rows.order_by(waiting_since.asc(nulls_last=True), "-handed_in_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Count what the filter leaves, and what is overdue of it."""
        data = super().get_context_data(**kwargs)
        rows: Any = self.object_list.order_by()
        overdue = Q(pk__in=Suggestion.objects.overdue(timezone.localdate()).values("pk"))
        counts = rows.aggregate(
            whole=Count("pk"),
            waiting=Count("pk", filter=Q(state__in=WAITING)),
            overdue=Count("pk", filter=overdue),
            adopted=Count("pk", filter=Q(state__in=ADOPTED)),
            carried_out=Count("pk", filter=Q(state=SuggestionState.CARRIED_OUT)),
        )
        return {**data, "counts": counts, "ways": ways_of(self.request, "suggestions")}


class SuggestionDetail(ScopedMixin, DetailView[Suggestion]):
    """One suggestion: what was said, how far it has come, and what can be done next."""

    permission_required = "contributions.view_suggestion"
    queryset = ROWS
    context_object_name = "suggestion"
    template_name = "contributions/suggestion.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add stages, what the person may do, and what was done."""
        suggestion, by = self.object, self.actor
        may_work, may_decide = by.has_perm(WORK, suggestion), by.has_perm(DECIDE, suggestion)
        return super().get_context_data(
            **kwargs,
            look=LOOKS[SuggestionState(suggestion.state)],
            stages=stages_of(suggestion),
            left=left(suggestion.due_on, timezone.localdate()) if suggestion.is_waiting else "",
            may_work=may_work,
            may_decide=may_decide,
            may_forward=may_decide or (may_work and suggestion.branch_id is not None),
            may_void=may_decide if suggestion.is_sent_in else may_work,
            may_reveal=by.has_perm("contributions.reveal_suggestion", suggestion),
            may_open=may_open(by, suggestion.member_id),
            follow=reverse("contributions:followed", args=[suggestion.follow_code]),
            traces=traces_of(by, suggestion),
        )


class SuggestionAdd(FormPage, PermittedMixin, CreateView[Suggestion, SuggestionForm]):
    """Entering a suggestion for somebody."""

    model = Suggestion
    form_class = SuggestionForm
    permission_required = ADD
    title = "登记金点子"
    saved = "金点子已登记。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Enter it."""
        return add_suggestion(
            by=self.actor, committee=form.chosen_committee(), branch=form.branch(), values=form.values()
        )

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class SuggestionCollect(FormPage, PermittedMixin, CreateView[Suggestion, CollectForm]):
    """Entering all suggestions of a meeting at once."""

    model = Suggestion
    form_class = CollectForm
    permission_required = ADD
    title, button = "会议征集登记", "全部登记"
    explanation = "适合座谈会、茶话会和书面征集：日期、来源写一次，建议每行写一条。"

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Enter them all, or none; return the first."""
        data = form.cleaned_data
        stored = collect_suggestions(
            by=self.actor,
            committee=form.chosen_committee(),
            branch=form.branch(),
            on=data["handed_in_on"],
            source=data["source"],
            ideas=data["lines"],
        )
        messages.success(self.request, f"已登记 {len(stored)} 条金点子。")
        return stored[0]

    def done(self, result: Any) -> HttpResponse:  # noqa: ANN401, ARG002  the list shows them
        """Lead to the list, where they stand."""
        return HttpResponseRedirect(self.back())

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class SuggestionEdit(FormPage, ScopedMixin, UpdateView[Suggestion, SuggestionForm]):
    """Changing what was entered."""

    queryset: QuerySet[Suggestion] = ROWS
    form_class = SuggestionForm
    permission_required = WORK
    title = "修改金点子"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name it, and show what somebody has written and nobody changes."""
        data = super().get_context_data(**kwargs)
        stored = Suggestion.objects.get(pk=self.object.pk)
        data["about"] = stored.number
        if stored.is_sent_in:
            data["explanation"] = "这是本人网上提交的，原文、来源和日期保持原样；标题可以改得简明一些。"
        return data

    def act(self, form: Any) -> Suggestion:  # noqa: ANN401  the form of this page
        """Change it."""
        return change_suggestion(
            by=self.actor, suggestion=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to its page."""
        return reverse("contributions:suggestion", args=[self.kwargs["pk"]])
