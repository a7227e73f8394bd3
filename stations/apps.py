"""App configuration of ``stations``."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """Stations and incubation sites."""

    name = "stations"
    verbose_name = "暖流驿站与孵化阵地"
    default_auto_field = "django.db.models.BigAutoField"
