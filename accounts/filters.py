"""Filter of the list of people."""

from __future__ import annotations

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.roles import Role
from branches.models import Branch


def _branches(request: HttpRequest | None) -> QuerySet[Branch]:
    user = request.user if request else None
    return Branch.objects.visible_to(user, "accounts.view_user").filter(dissolved_on__isnull=True)


class UserFilter(filters.FilterSet):
    """By name, role, branch, and whether the account is in use."""

    q = filters.CharFilter(label="姓名或登录名", method="named")
    role = filters.ChoiceFilter(label="角色", choices=Role.choices, method="with_role", empty_label="全部")
    branch = filters.ModelChoiceFilter(
        label="党支部", queryset=_branches, method="of_branch", empty_label="全部"
    )
    active = filters.ChoiceFilter(
        label="状态",
        field_name="is_active",
        choices=[("True", "启用"), ("False", "停用")],
        empty_label="全部",
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def named(self, rows: QuerySet[User], name: str, text: str) -> QuerySet[User]:  # noqa: ARG002  as django-filter calls
        """Leave those whose name or log-in name holds ``text``."""
        return rows.filter(Q(name__icontains=text) | Q(username__icontains=text.lower()))

    def with_role(self, rows: QuerySet[User], name: str, role: str) -> QuerySet[User]:  # noqa: ARG002  as above
        """Leave those who hold ``role`` somewhere."""
        return rows.filter(pk__in=User.objects.filter(assignments__role=role).values("pk"))

    def of_branch(self, rows: QuerySet[User], name: str, branch: Branch) -> QuerySet[User]:  # noqa: ARG002  as above
        """Leave those who hold a role for ``branch``."""
        return rows.filter(pk__in=User.objects.filter(assignments__branch=branch).values("pk"))
