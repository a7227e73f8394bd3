"""App configuration of ``config``: an app only so that its commands are found; it has no models."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The room that knows every other, and therefore the one that can fill them all with demo data."""

    name = "config"
    verbose_name = "部署"
    default_auto_field = "django.db.models.BigAutoField"
