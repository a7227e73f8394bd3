"""The to-do list: all of it, one rule of it, its first lines, and the counts for the menu."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from core.periods import Month
from core.reminders import REMINDERS, Rule
from core.views import PermittedMixin
from reports.selection import PERMISSION, Placed, placed_by
from reports.todo import Todo, menu_counts

LINES = 25


class TodoMixin(PermittedMixin):
    """A page over what waits for the person, perhaps in one branch."""

    permission_required = PERMISSION

    @cached_property
    def selection(self) -> Placed:
        """The branch chosen."""
        return placed_by(self.request, self.actor, Month.current())

    @cached_property
    def todo(self) -> Todo:
        """What waits."""
        return Todo(self.actor, timezone.localdate(), self.selection.branch_key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the branch; lines say theirs where there could be several."""
        several = not self.selection.branch and len(self.selection.branches.rows) > 1
        data: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view beside this
        return {**data, "todo": self.todo, "selection": self.selection, "shows_place": several}


class TodoView(TodoMixin, TemplateView):
    """Everything that waits, by rule."""

    template_name = "reports/todo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Show the groups, and the rules by which nothing waits."""
        done = [rule for rule in REMINDERS.for_person(self.actor) if rule not in self.todo.counts]
        return super().get_context_data(done=done, **kwargs)


class RuleView(TodoMixin, TemplateView):
    """One rule with all of its lines."""

    template_name = "reports/todo_rule.html"

    @cached_property
    def rule(self) -> Rule:
        """The rule that the address names."""
        try:
            return REMINDERS[self.kwargs["key"]]
        except KeyError as unknown:
            raise Http404 from unknown

    def get_permission_required(self) -> tuple[str, ...]:
        """Ask for the rule's own permission, too."""
        return (PERMISSION, self.rule.permission)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out one page of its lines."""
        rows = self.rule.waiting(self.actor, self.todo.today, self.selection.branch_key)
        page = Paginator(rows, LINES).get_page(self.request.GET.get("page"))
        lines = self.todo.lines(self.rule, (self.rule.task(row, self.todo.today) for row in page))
        return super().get_context_data(
            rule=self.rule,
            definition=self.todo.definition(self.rule),
            lines=lines,
            page=page,
            **kwargs,
        )


class FirstView(TodoMixin, TemplateView):
    """The most urgent lines, as the dashboard shows them."""

    template_name = "reports/_todo_lines.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out the lines."""
        return super().get_context_data(lines=self.todo.first, shows_rule=True, **kwargs)


class CountsView(PermittedMixin, View):
    """How much waits, by menu entry: asked for by the page when it has been drawn."""

    permission_required = PERMISSION

    def get(self, request: HttpRequest) -> JsonResponse:  # noqa: ARG002  as in Django
        """Answer with the numbers."""
        return JsonResponse(menu_counts(self.actor, timezone.localdate()))
