"""Three small mixins over Django's generic views; nothing more is needed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from core.scope import Actor


class PermittedMixin(PermissionRequiredMixin):
    """A page for those who hold ``permission_required`` anywhere; 403 for others who are logged in."""

    permission_required: str
    raise_exception = True
    request: HttpRequest

    @property
    def actor(self) -> Actor:
        """The person who is logged in, as actions take them: every page here stands behind the login."""
        return cast("Actor", self.request.user)


class ScopedMixin(PermittedMixin):
    """A page over the rows on which the person holds ``permission_required``; a foreign row is a 404."""

    def get_queryset(self) -> QuerySet[Any]:
        """Leave what may be seen (or changed, if that is the permission asked for)."""
        rows: Any = super().get_queryset()  # type: ignore[misc]  # of Django's generic view beside this mixin
        visible: QuerySet[Any] = rows.visible_to(self.request.user, self.permission_required)
        return visible


class ActionMixin:
    """A form page whose saving is an action: what the action refuses shows at the form's fields."""

    def act(self, form: BaseForm) -> Model | None:
        """Call the action with what the form holds; may raise ``ValidationError``."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Act, then go where ``done`` says; show the form again where the action refused."""
        try:
            result = self.act(form)
        except ValidationError as refused:
            put_errors(form, refused)
            return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]  # of Django's form view
        return self.done(result)

    def done(self, result: Model | None) -> HttpResponse:
        """Answer after success."""
        raise NotImplementedError


def put_errors(form: BaseForm, refused: ValidationError) -> None:
    """Put each sentence of ``refused`` at its field, or above the form where the form has no such field."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
