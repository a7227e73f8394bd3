"""App configuration of ``reports``."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What is told of the rooms' figures."""

    name = "reports"
    verbose_name = "统计报表"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the checks so that Django knows them."""
        from reports import checks  # noqa: F401, PLC0415  registering is the import's effect
