"""App configuration of ``core``."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the system checks of the house."""

    name = "core"
    verbose_name = "公共"

    def ready(self) -> None:
        """Import the checks so that Django knows them."""
        from core import checks  # noqa: F401, PLC0415  registering is the import's effect
