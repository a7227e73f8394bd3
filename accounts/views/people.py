"""Pages of the administrator: people and their accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from accounts.actions import (
    assign_role,
    change_user,
    create_user,
    reset_password,
    revoke_role,
    set_active,
)
from accounts.filters import UserFilter
from accounts.forms import NewUserForm, RoleForm, UserForm
from accounts.models import Assignment, User
from accounts.passwords import Issued
from accounts.rights import MANAGE, manages
from accounts.roles import Role
from accounts.tables import UserTable
from core.views import ActionMixin, PermittedMixin, ScopedMixin, put_errors

VIEW = "accounts.view_user"


class UserList(ScopedMixin, SingleTableMixin, FilterView):
    """People with their roles and the state of their accounts."""

    permission_required = VIEW
    model = User
    table_class = UserTable
    filterset_class = UserFilter
    template_name = "accounts/users.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[User]:
        """Fetch the roles with the people."""
        return super().get_queryset().prefetch_related("assignments__branch", "assignments__committee")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell whether to offer what changes."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "may_add": self.request.user.has_perm(MANAGE)}


class UserDetail(ScopedMixin, DetailView[User]):
    """One person: account, roles, and what can be done about them."""

    permission_required = VIEW
    model = User
    template_name = "accounts/user.html"
    context_object_name = "person"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the roles, and the form for another one unless it is oneself."""
        by = cast("User", self.request.user)
        own = by.pk == self.object.pk
        managed = manages(by, self.object)
        kwargs.setdefault("role_form", RoleForm(by=by, user=self.object) if managed and not own else None)
        return super().get_context_data(**kwargs, own=own, managed=managed, facts=_facts(self.object))


class NewUser(PermittedMixin, FormView[NewUserForm]):
    """Create an account; its password is shown once, on the page that answers."""

    permission_required = MANAGE
    form_class = NewUserForm
    template_name = "accounts/user_add.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose choices to offer."""
        return {**super().get_form_kwargs(), "by": self.request.user}

    @sensitive_variables()
    def form_valid(self, form: NewUserForm) -> HttpResponse:
        """Create account and first role together, or neither."""
        try:
            with transaction.atomic():
                issued = self._create(form)
        except ValidationError as refused:
            put_errors(form, refused)
            return self.form_invalid(form)
        return issued_page(self.request, issued, "账号已建好")

    def _create(self, form: NewUserForm) -> Issued:
        by = cast("User", self.request.user)
        data, committee = form.cleaned_data, form.chosen_committee()
        issued = create_user(by=by, username=data["username"], name=data["name"], committee=committee)
        if data["role"]:
            role = Role(data["role"])
            secretary = role == Role.SECRETARY
            assign_role(
                by=by,
                user=issued.user,
                role=role,
                branch=data["branch"] if secretary else None,
                committee=None if secretary else committee,
            )
        return issued


class UserEdit(PermittedMixin, ActionMixin, FormView[UserForm]):
    """Change somebody's names."""

    permission_required = MANAGE
    form_class = UserForm
    template_name = "accounts/user_edit.html"

    @cached_property
    def person(self) -> User:
        """Whose names they are; 404 if missing or foreign."""
        return User.objects.get_for(self.request.user, MANAGE, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Start from the names as they are."""
        return {"name": self.person.name, "username": self.person.username}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the person."""
        return super().get_context_data(**kwargs, person=self.person)

    def act(self, form: BaseForm) -> User:
        """Change the names of a fresh copy, so that a refusal leaves the page's heading as it was."""
        person = User.objects.get_for(self.request.user, MANAGE, pk=self.person.pk)
        by = cast("User", self.request.user)
        data = form.cleaned_data
        return change_user(by=by, user=person, username=data["username"], name=data["name"])

    def done(self, result: object) -> HttpResponse:
        """Back to the person."""
        messages.success(self.request, "已保存。")
        return redirect(cast("User", result))


@require_POST
@sensitive_variables()
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new password and show it once."""
    by, person = _managed(request, pk)
    try:
        issued = reset_password(by=by, user=person)
    except ValidationError as refused:
        return _refused(request, person, refused)
    return issued_page(request, issued, "密码已重置")


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an account or let it in again, as the button that was pressed says."""
    by, person = _managed(request, pk)
    active = request.POST.get("active") == "1"
    try:
        set_active(by=by, user=person, active=active)
    except ValidationError as refused:
        return _refused(request, person, refused)
    messages.success(request, f"{person.name}的账号已{'启用' if active else '停用，对方已被退出登录'}。")
    return redirect(person)


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role; where it is refused, show the person's page with the reason at the field."""
    by, person = _managed(request, pk)
    form = RoleForm(request.POST, by=by, user=person)
    if form.is_valid():
        try:
            assignment = assign_role(by=by, user=person, **form.place())
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, f"{person.name}已成为{assignment.words}，从下一次点击起生效。")
            return redirect(person)
    page = UserDetail()
    page.setup(request, pk=pk)
    page.object = person
    return page.render_to_response(page.get_context_data(role_form=form))


@require_POST
def revoke(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Take a role back."""
    by, person = _managed(request, pk)
    held = Assignment.objects.filter(user=person).get_for(by, MANAGE, pk=assignment)
    words = held.words
    try:
        revoke_role(by=by, assignment=held)
    except ValidationError as refused:
        return _refused(request, person, refused)
    messages.success(request, f"已收回{person.name}的角色：{words}。")
    return redirect(person)


@sensitive_variables()
def issued_page(request: HttpRequest, issued: Issued, title: str) -> HttpResponse:
    """Show a password once: the page is kept nowhere, and loading it again shows none."""
    context = {"person": issued.user, "password": issued.password, "title": title}
    return render(request, "accounts/issued.html", context)


def _managed(request: HttpRequest, pk: int) -> tuple[User, User]:
    """Return who acts and on whom: 403 for somebody who manages nobody, 404 for a missing or foreign person."""
    by = cast("User", request.user)
    if not by.has_perm(MANAGE):
        raise PermissionDenied
    return by, User.objects.get_for(by, MANAGE, pk=pk)


def _refused(request: HttpRequest, person: User, refused: ValidationError) -> HttpResponse:
    for sentence in refused.messages:
        messages.error(request, sentence)
    return redirect(person)


def _facts(person: User) -> list[tuple[str, object]]:
    return [
        ("登录名", person.username),
        ("所属党委", person.committee or "不属于某个党委"),
        ("上次登录", _moment(person.last_login) or "从未登录"),
        ("创建时间", _moment(person.created_at)),
    ]


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
