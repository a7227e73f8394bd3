"""App configuration of ``activities``."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Gatherings with attendance."""

    name = "activities"
    verbose_name = "活动"
    default_auto_field = "django.db.models.BigAutoField"
