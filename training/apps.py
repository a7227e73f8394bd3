"""App configuration of ``training``."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training sessions."""

    name = "training"
    verbose_name = "大讲堂"
    default_auto_field = "django.db.models.BigAutoField"
