"""The codes by which people ask for help, to be printed: the committee's and each station's."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from branches.models import Committee
from core.views import PermittedMixin
from stations.models import Station


class HelpCodes(PermittedMixin, TemplateView):
    """One sheet with each code that the person may hand out."""

    permission_required = "services.add_ticket"
    template_name = "services/codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add name, place and address of each."""
        committees = Committee.objects.visible_to(self.actor)
        stations = Station.objects.visible_to(self.actor).valid().on(timezone.localdate())
        codes = [(c.short_name, "", self._address(c.public_token)) for c in committees]
        codes += [(s.name, s.place, self._address(s.token)) for s in stations.select_related("committee")]
        return {**super().get_context_data(**kwargs), "codes": codes}

    def _address(self, token: str) -> str:
        return self.request.build_absolute_uri(reverse("services:ask", args=[token]))
