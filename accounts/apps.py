"""App configuration of ``accounts``."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and assignments."""

    name = "accounts"
    verbose_name = "账号和角色"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the audit log how branches are called, and the reminders which committee's settings hold."""
        from audit.directory import tell_branch_names  # noqa: PLC0415  it reads models' names
        from core.reminders import tell_settings  # noqa: PLC0415  the same

        tell_branch_names(branch_names)
        tell_settings(committee_settings)


def branch_names(user: object) -> dict[int, str]:
    """Return the short names of the branches that ``user`` may see, by number."""
    from branches.models import Branch  # noqa: PLC0415  models load after app configurations

    return dict(Branch.objects.visible_to(user).values_list("pk", "short_name"))


def committee_settings(user: object) -> dict[str, object]:
    """Return the settings of ``user``'s committee; of the only one for those who belong to none."""
    from branches.models import Committee  # noqa: PLC0415  models load after app configurations

    committee = getattr(user, "committee", None)
    if committee is None:
        found = list(Committee.objects.visible_to(user)[:2])
        committee = found[0] if len(found) == 1 else None
    fields = Committee._meta.concrete_fields if committee else ()
    return {field.name: getattr(committee, field.name) for field in fields}
