"""App configuration of ``audit``."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log stands near the ground: every room may write to it."""

    name = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"
