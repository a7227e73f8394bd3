"""App configuration of ``members``."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """The register."""

    name = "members"
    verbose_name = "流动党员"
    default_auto_field = "django.db.models.BigAutoField"
