"""App configuration of ``accounts``."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and assignments."""

    name = "accounts"
    verbose_name = "账号和角色"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the audit log how branches are called."""
        from audit.directory import tell_branch_names  # noqa: PLC0415  it reads models' names

        tell_branch_names(branch_names)


def branch_names(user: object) -> dict[int, str]:
    """Return the short names of the branches that ``user`` may see, by number."""
    from branches.models import Branch  # noqa: PLC0415  models load after app configurations

    return dict(Branch.objects.visible_to(user).values_list("pk", "short_name"))
