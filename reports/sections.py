"""The figures in the order in which a report tells them: app by app."""

from __future__ import annotations

from django.apps import apps

from core.figures import FIGURES, Figure

FIRST = ("members",)
"""The apps that a report begins with; the others follow in the order of their registration."""


def sections() -> list[tuple[str, list[Figure]]]:
    """Return the title of each section with its figures."""
    by_app: dict[str, list[Figure]] = {label: [] for label in FIRST}
    for figure in FIGURES:
        by_app.setdefault(figure.key.partition(".")[0], []).append(figure)
    return [
        (str(apps.get_app_config(label).verbose_name), figures)
        for label, figures in by_app.items()
        if figures
    ]
