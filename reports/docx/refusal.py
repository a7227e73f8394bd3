"""Why a template is not used."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError


class TemplateRefused(ValidationError):
    """A template with something against it: its messages are sentences that say what to repair."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep the sentences."""
        super().__init__(list(faults))
