"""Users and the assignments that give them roles."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Model, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.reach import OrganisationReach
from accounts.roles import GRANTS, Role, is_granted
from branches.models import Branch, Committee
from core.scope import ScopedModel, ScopedQuerySet


class UserQuerySet(ScopedQuerySet["User"]):
    """Finds users by their name for logging in, whatever case they type."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user who logs in as ``username``."""
        return self.get(username=User.normalize_username(username or ""))


class User(AbstractBaseUser):
    """Somebody who logs in. ``committee`` is null for those who look after the whole deployment."""

    scope_path: ClassVar[str] = "committee"

    username = models.CharField(
        "登录名",
        max_length=40,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "已有人使用这个登录名。"},
    )
    name = models.CharField("姓名", max_length=40)
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="所属党委"
    )
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    created_at = models.DateTimeField("创建时间", default=timezone.now, editable=False)

    objects = UserQuerySet.as_manager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=Q(username=Lower("username")),
                name="user_name_in_small_letters",
                violation_error_message="登录名须用小写字母。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the one way in which a log-in name is stored: half-width, small letters, no blanks around."""
        return super().normalize_username(username).strip().lower()

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("accounts:user", args=[self.pk])

    @cached_property
    def held(self) -> list[Assignment]:
        """Assignments in force, read once for each request."""
        return list(self.assignments.select_related("branch", "committee"))

    @cached_property
    def permissions(self) -> frozenset[str]:
        """Every permission held anywhere."""
        if not self.is_active:
            return frozenset()
        return frozenset(perm for a in self.held for perm in GRANTS[Role(a.role)] if a.grants(perm))

    def reach(self, permission: str) -> OrganisationReach:
        """Return where ``permission`` is held."""
        places = [a.place for a in self.held if self.is_active and a.grants(permission)]
        return OrganisationReach.over(places, viewing=permission.partition(".")[2].startswith("view_"))

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Tell whether ``perm`` is held anywhere, or for the row ``obj``."""
        if perm not in self.permissions:
            return False
        if obj is None:
            return True
        manager: Any = type(obj)._default_manager
        return bool(manager.visible_to(self, perm).filter(pk=obj.pk).exists())

    def has_perms(self, perms: Any, obj: Model | None = None) -> bool:  # noqa: ANN401  as in Django
        """Tell whether all of ``perms`` are held."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Tell whether any permission of an app is held."""
        return any(perm.startswith(f"{app_label}.") for perm in self.permissions)

    def roles_words(self) -> str:
        """Roles with their places: 支部书记（第二支部）、审计员."""
        return "、".join(a.words for a in self.held)

    @cached_property
    def own_branch(self) -> Branch | None:
        """The branch of a secretary who has just one, so that forms need not ask for it."""
        branches = {a.branch for a in self.held if a.branch is not None}
        return branches.pop() if len(branches) == 1 and len(self.held) == 1 else None


class Assignment(ScopedModel):
    """A role held by a user for a branch, a committee, or (neither) the whole deployment."""

    scope_path = ("branch", "committee")

    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name="账号")
    role = models.CharField("角色", max_length=15, choices=Role.choices)
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name="党委"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name="党支部"
    )
    created_at = models.DateTimeField("授予时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "角色"
        verbose_name_plural = "角色"
        ordering = ("user", "role", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role_is_known"),
            models.CheckConstraint(
                condition=(Q(role=Role.SECRETARY) & Q(branch__isnull=False))
                | (~Q(role=Role.SECRETARY) & Q(branch__isnull=True)),
                name="assignment_secretary_has_branch",
                violation_error_message="支部书记须指定党支部，其他角色不指定党支部。",
            ),
            models.UniqueConstraint(
                fields=("user", "role", "branch"),
                condition=Q(branch__isnull=False),
                name="assignment_once_for_a_branch",
                violation_error_message="已经授予过这个角色。",
            ),
            models.UniqueConstraint(
                fields=("user", "role", "committee"),
                condition=Q(branch__isnull=True, committee__isnull=False),
                name="assignment_once_for_a_committee",
                violation_error_message="已经授予过这个角色。",
            ),
            models.UniqueConstraint(
                fields=("user", "role"),
                condition=Q(branch__isnull=True, committee__isnull=True),
                name="assignment_once_for_all",
                violation_error_message="已经授予过这个角色。",
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Committee and branch by number."""
        return (self.branch.committee_id if self.branch else self.committee_id), self.branch_id

    def grants(self, permission: str) -> bool:
        """Tell whether ``permission`` comes with this role at this place."""
        return is_granted(permission, Role(self.role), deployment_wide=self.place == (None, None))

    @property
    def words(self) -> str:
        """Role and place in words; the committee goes without saying."""
        label = str(Role(self.role).label)
        if self.branch:
            return f"{label}（{self.branch.short_name}）"
        return label if self.committee_id else f"{label}（全部党委）"
