"""App configuration of ``core``."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Registers the system checks of the house, and the figures, reminders, finders and news of every app."""

    name = "core"
    verbose_name = "公共"

    def ready(self) -> None:
        """Import the checks so that Django knows them, and what each app declares."""
        from core import checks  # noqa: F401, PLC0415  registering is the import's effect
        from core.words import speak  # noqa: PLC0415  forms want Django to have begun

        speak()
        autodiscover_modules("figures", "reminders", "finders", "news", "appendices")
