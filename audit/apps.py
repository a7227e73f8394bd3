"""App configuration of ``audit``."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from audit.protection import protect_after_migrate


class AuditConfig(AppConfig):
    """The log stands near the ground: every room may write to it."""

    name = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the log protected whenever the schema may have moved."""
        post_migrate.connect(protect_after_migrate, sender=self)
