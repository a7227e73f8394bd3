"""App configuration of ``accounts``."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and assignments."""

    name = "accounts"
    verbose_name = "账号和角色"
    default_auto_field = "django.db.models.BigAutoField"
