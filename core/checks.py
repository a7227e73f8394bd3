"""System checks that hold the rules of the house for every model, also those added later."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist

from core.scope import anchor_of, scope_paths


def our_apps(app_configs: Iterable[AppConfig] | None = None) -> list[AppConfig]:
    """Return the apps that live in this repository, not those of libraries."""
    home = Path(settings.BASE_DIR)
    return [app for app in app_configs or apps.get_app_configs() if Path(app.path).parent == home]


@register()
def check_scopes(app_configs: Iterable[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001
    """Fail a model of ours that neither declares a scope that leads somewhere nor says why it has none."""
    found: list[CheckMessage] = []
    for model in (model for app in our_apps(app_configs) for model in app.get_models()):
        paths = scope_paths(model)
        if not paths and not getattr(model, "unscoped_because", ""):
            found.append(
                Error(
                    f"{model._meta.label} declares no scope.",
                    hint="Set scope_path, or unscoped_because with the reason.",
                    obj=model,
                    id="core.E001",
                )
            )
        for path in paths:
            try:
                anchor_of(model, path)
            except (FieldDoesNotExist, TypeError) as wrong:
                found.append(Error(f"scope_path {path!r}: {wrong}", obj=model, id="core.E002"))
    return found
