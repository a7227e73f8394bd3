"""App configuration of ``services``."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Tickets, visits, legal aid."""

    name = "services"
    verbose_name = "服务"
    default_auto_field = "django.db.models.BigAutoField"
