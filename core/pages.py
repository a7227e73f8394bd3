"""What the pages of every room share: forms whose saving is an action, and lists with filters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core.views import ActionMixin, ScopedMixin

PAGE_SIZE = 25


class ListPage(ScopedMixin, SingleTableMixin, FilterView):
    """A list of the rows that a person may see, filtered by the address."""

    table_pagination = {"per_page": PAGE_SIZE}

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:  # noqa: ANN401  as in django-filter
        """Filter also when nothing was asked: what is gone shows only to those who ask for it."""
        return {**super().get_filterset_kwargs(filterset_class), "data": self.request.GET}


class FormPage(ActionMixin):
    """A page with one form. ``saved`` is the sentence after success, ``explanation`` one above the form."""

    request: HttpRequest
    saved = "已保存。"
    title: str
    button = "保存"
    explanation = ""

    def get_template_names(self) -> list[str]:
        """Draw all forms alike."""
        return ["includes/form_page.html"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is acting."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # of Django's form view beside this
        return {**kwargs, "by": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add title and the way back."""
        data: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # as above
        words = {"title": self.title, "button": self.button, "explanation": self.explanation}
        return {**data, **words, "back": self.back()}

    def back(self) -> str:
        """Return where 取消 leads."""
        raise NotImplementedError

    def after(self, result: Model) -> str:
        """Return where to go after success: the row's own page."""
        address: str = result.get_absolute_url()  # type: ignore[attr-defined]  # each of our models has one
        return address

    def done(self, result: Model | None) -> HttpResponse:
        """Say that it is stored and show it."""
        messages.success(self.request, self.saved)
        return HttpResponseRedirect(self.after(result) if result else self.back())
