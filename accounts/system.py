"""The command line as an actor: it reaches everything, and the log shows it under its own name."""

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


COMMAND_LINE = CommandLine()
