"""The code to hang on a wall: where everybody can hand in an idea with a phone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from branches.models import Committee
from core.views import PermittedMixin


class IdeaPoster(PermittedMixin, TemplateView):
    """A sheet for each committee within reach; a station has its own code, on the page for its wall."""

    permission_required = "contributions.view_suggestion"
    template_name = "contributions/poster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the whole address of each form."""
        committees = Committee.objects.visible_to(self.request.user)
        sheets = [(one, self.request.build_absolute_uri(_address(one))) for one in committees]
        return super().get_context_data(**kwargs, sheets=sheets)


def _address(committee: Committee) -> str:
    return reverse("contributions:hand_in", args=[committee.public_token])
