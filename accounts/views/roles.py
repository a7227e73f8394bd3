"""The page that explains the roles."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from accounts.roles import PLACES, Role, sentences_of


class RolesView(TemplateView):
    """Each role with its place and its sentences, from the same table that permissions are asked of."""

    template_name = "accounts/roles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the roles."""
        roles = [(role.label, PLACES[role], sentences_of(role)) for role in Role]
        return super().get_context_data(**kwargs, roles=roles)
