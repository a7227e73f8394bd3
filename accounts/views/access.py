"""Coming and going: log-in, log-out, one's own password and rights."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts.actions import change_own_password, record_failed_login, record_login, record_logout
from accounts.forms import LoginForm, PasswordForm
from accounts.models import User
from accounts.roles import Role, sentences_of
from core.views import ActionMixin

# Where somebody starts, by the first permission that they hold.
STARTS = (
    ("reports.view_dashboard", "reports:dashboard"),
    ("accounts.view_user", "accounts:users"),
    ("audit.view_auditentry", "audit:entries"),
)


class LoginView(auth_views.LoginView):
    """The login page. Each attempt leaves a trace; the lock after failures is django-axes' (``accounts.lockout``)."""

    template_name = "accounts/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add why somebody who was logged in stands here again."""
        asked = self.request.GET if self.request.method == "GET" else {}
        reasons = {reason: reason in asked for reason in ("ended", "unsent")}
        return super().get_context_data(**kwargs, **reasons, idle_minutes=settings.IDLE_MINUTES)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Log in and note it."""
        response = super().form_valid(form)
        record_login(by=form.get_user())
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Note an attempt that failed; an empty field is none."""
        typed = form.cleaned_data
        if typed.get("username") and typed.get("password"):
            # Counted only while the lock was still open: the failure that closed it.
            counted = getattr(self.request, "axes_failures_since_start", None) is not None
            locked = counted and getattr(self.request, "axes_locked_out", False)
            record_failed_login(username=typed["username"], locked=locked)
        return super().form_invalid(form)


@method_decorator(login_not_required, name="dispatch")
class LogoutView(auth_views.LogoutView):
    """Log-out, by POST only; asked of a session that has ended already, it is no error."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Note who leaves, end the session, go to the login page."""
        if request.user.is_authenticated:
            record_logout(by=request.user)
        response = super().post(request, *args, **kwargs)
        messages.success(request, "已退出登录。")
        return response


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordView(ActionMixin, FormView[PasswordForm]):
    """One's own password; whoever got theirs from an administrator is led here first."""

    template_name = "accounts/password.html"
    form_class = PasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose old password it asks for."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, form: BaseForm) -> User:
        """Change the password."""
        by = cast("User", self.request.user)
        return change_own_password(by=by, password=form.cleaned_data["new_password1"])

    def done(self, result: object) -> HttpResponse:
        """Keep this session, under a new key; all others have ended."""
        update_session_auth_hash(self.request, cast("User", result))
        messages.success(self.request, "密码已修改。您在其他地方的登录已经失效。")
        return redirect("accounts:start")


class OwnView(TemplateView):
    """One's own account: roles, and what they allow."""

    template_name = "accounts/own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add each role with its sentences."""
        user = cast("User", self.request.user)
        roles = [(a.words, sentences_of(Role(a.role))) for a in user.held]
        facts = (("姓名", user.name), ("登录名", user.username), ("所属党委", user.committee))
        return super().get_context_data(**kwargs, roles=roles, facts=facts)


def start(request: HttpRequest) -> HttpResponse:
    """Go to the first page that the person may open."""
    for permission, view in STARTS:
        if request.user.has_perm(permission):
            return redirect(view)
    return redirect("accounts:own")
