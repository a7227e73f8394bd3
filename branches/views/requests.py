"""Who is asking: middleware lets only people who are logged in reach these pages."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from core.scope import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return the person behind ``request``; of somebody not logged in every read is empty all the same."""
    return cast("Actor", request.user)
