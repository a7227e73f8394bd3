"""Actors who are no users: the command line, a committee's office, a visitor of a public page, a stranger."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from accounts.reach import OrganisationReach
from accounts.roles import VISITOR
from branches.models import Committee


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


class Office:
    """A committee's office itself: everything in one committee. Counts what its people have asked for as a whole."""

    pk: None = None
    name = "党委办公室"

    def __init__(self, committee: Committee) -> None:
        self.committee_id = committee.pk

    def reach(self, permission: str) -> OrganisationReach:
        """Reach the committee and all its branches."""
        return OrganisationReach(viewing="view_" in permission, committees=frozenset({self.committee_id}))

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Hold every permission within the committee."""
        if obj is None:
            return True
        manager: Any = type(obj)._default_manager
        return bool(manager.visible_to(self, perm).filter(pk=obj.pk).exists())

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


class Visitor:
    """Somebody without an account on a public page of one committee: may do what it is for, and see nothing."""

    pk: None = None
    name = "网上访客"

    def __init__(self, committee: Committee) -> None:
        self.committee_id = committee.pk

    def reach(self, permission: str) -> OrganisationReach:
        """Reach the committee with the few permissions of visitors, nothing with any other."""
        if permission not in VISITOR:
            return OrganisationReach()
        return OrganisationReach(committees=frozenset({self.committee_id}))

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Tell whether a visitor may do this to the row ``obj`` of the committee."""
        if perm not in VISITOR:
            return False
        if obj is None:
            return True
        manager: Any = type(obj)._default_manager
        return bool(manager.visible_to(self, perm).filter(pk=obj.pk).exists())

    def roles_words(self) -> str:
        """Role in the log."""
        return "访客"


COMMAND_LINE = CommandLine()
STRANGER = Stranger()
