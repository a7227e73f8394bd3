"""App configuration of ``contributions``."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """Posts, mediations, improvements, suggestions, ventures."""

    name = "contributions"
    verbose_name = "作用发挥"
    default_auto_field = "django.db.models.BigAutoField"
