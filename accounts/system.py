"""Actors who are no users: the command line, and somebody who has not logged in."""

from __future__ import annotations

from django.db.models import Model

from accounts.reach import OrganisationReach


class CommandLine:
    """Whoever runs ``manage.py`` on the server without naming a user."""

    pk: None = None
    name = "命令行"

    def reach(self, permission: str) -> OrganisationReach:
        """Reach everything: who can run commands can read the database anyway."""
        return OrganisationReach(viewing="view_" in permission, everything=True)

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002  as the protocol says
        """Hold every permission."""
        return True

    def roles_words(self) -> str:
        """Role in the log."""
        return "系统"


class Stranger:
    """Somebody at the login page: may nothing, and has no name before the password was right."""

    pk: None = None
    name = "未登录"

    def reach(self, permission: str) -> OrganisationReach:  # noqa: ARG002  as the protocol says
        """Reach nothing."""
        return OrganisationReach()

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002  as the protocol says
        """Hold no permission."""
        return False

    def roles_words(self) -> str:
        """No role."""
        return ""


COMMAND_LINE = CommandLine()
STRANGER = Stranger()
