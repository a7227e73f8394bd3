"""What somebody may do, told from the tables of roles alone: not by the code that the tests judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model
from django.test import Client

from accounts.models import User
from accounts.roles import DEPLOYMENT_WIDE, GRANTS, Role
from branches.models import Branch, Committee
from core.scope import view_permission
from tests.house.world import Place, is_shared

NAMES = (
    "anonymous", "outsider", "secretary_one", "secretary_two", "staff", "administrator", "auditor", "other_staff",
    "operator",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody with at most one role, for a branch or a committee."""

    user: User | None
    role: Role | None
    committee: Committee | None
    branch: Branch | None

    @cached_property
    def client(self) -> Client:
        """A browser in which this person is logged in; it gets pages of errors rather than exceptions."""
        client = Client(raise_request_exception=False)
        if self.user is not None:
            client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    @property
    def has_all(self) -> bool:
        """Tell whether the role reaches the whole deployment."""
        return self.role is not None and self.committee is None

    def holds(self, permission: str | None) -> bool:
        """Tell whether the role grants ``permission``; pages for all need none."""
        if permission is None or self.role is None:
            return permission is None
        return permission in GRANTS[self.role] and (self.has_all or permission not in DEPLOYMENT_WIDE)

    def reaches(self, permission: str | None, place: Place, model: type[Model]) -> bool:
        """Tell whether that holds for a row of ``model`` in ``place``."""
        if not self.holds(permission) or self.has_all:
            return self.holds(permission)
        if self.committee != place.committee:
            return False
        if self.branch is None or (is_shared(model) and permission == view_permission(model)):
            return True
        return self.branch == place.branch
