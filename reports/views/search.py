"""The search over all rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from core.views import PermittedMixin
from reports.searching import Search, looks_like_number
from reports.selection import PERMISSION


class SearchView(PermittedMixin, TemplateView):
    """What is found for ``?q=``; a person's number is neither searched nor left in the address."""

    permission_required = PERMISSION
    template_name = "reports/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Search, or lead away from an address that holds a number."""
        if looks_like_number(request.GET.get("q", "")):
            return redirect(f"{reverse('reports:search')}?number=1")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out what was found."""
        asked = self.request.GET
        search = Search(self.actor, asked.get("q", ""))
        return super().get_context_data(search=search, is_number="number" in asked, **kwargs)
