"""App configuration of ``branches``."""

from django.apps import AppConfig


class BranchesConfig(AppConfig):
    """Committee, branches and enterprises."""

    name = "branches"
    verbose_name = "党支部和企业"
    default_auto_field = "django.db.models.BigAutoField"
