"""一页看懂: the page, and the same as plain text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.views import PermittedMixin
from reports.selection import PERMISSION, selection_of
from reports.story import Story


class StoryView(PermittedMixin, TemplateView):
    """The story of a month, for the committee or a branch."""

    permission_required = PERMISSION
    template_name = "reports/story.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Answer with the page, or with ``?format=text`` with the text alone."""
        if request.GET.get("format") == "text":
            story = Story(self.actor, selection_of(request, self.actor))
            return HttpResponse(story.text, content_type="text/plain; charset=utf-8")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell everything at once."""
        selection = selection_of(self.request, self.actor)
        query = self.request.GET.copy()
        query["format"] = "text"
        plain = f"?{query.urlencode()}"
        story = Story(self.actor, selection)
        return super().get_context_data(story=story, selection=selection, plain=plain, **kwargs)
