"""Pages without an account: found by a token or a follow code, limited, kept out of every cache.

A public page is a class-based view with :class:`PublicMixin` first::

    class AskForHelp(PublicMixin, ActionMixin, FormView[HelpForm]):
        model = Committee                     # whose row the address names: <str:token>, or <str:code> of a follow code
        limit = Limit("services.help", 10, 600)
        template_name = "services/help.html"  # extends base_public.html

        def act(self, form):
            return ask_for_help(by=self.visitor, committee=self.row, …)

``self.row`` is the row of the address, ``self.visitor`` the actor for the action. An address without an argument (a
page on which a code is typed) has no ``model`` and no row. Every POST is counted for the client's address; beyond
``limit`` it is answered 429 with a sentence. What is not found, or voided, is answered 404, by one page for all.
What may be tried by guessing (a name, a code) needs a :class:`core.limits.Limit` of its own beside it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from accounts.addresses import client_address
from accounts.system import Visitor
from branches.models import Committee
from core.fields import BlindIndexField
from core.limits import Limit
from core.records import VALID, Record
from core.texts import clean_code

TOO_MANY, GONE = 429, 404
TOKENS = {"token": ("public_token", "token"), "code": ("follow_code", "code")}
"""Argument of an address → the columns that may hold it, the first that the model has."""


@method_decorator(login_not_required, name="dispatch")
class PublicMixin:
    """A page for everybody who holds its address."""

    model: ClassVar[type[Any]]
    limit: ClassVar[Limit]
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Count what is sent; answer what is not there by one page; keep the answer out of every cache."""
        response: HttpResponseBase
        try:
            if "token" in kwargs or "code" in kwargs:
                self.row  # noqa: B018  what is not there is not counted, and shows at once
            if request.method == "POST" and not self.limit.take(client_address(request)):
                response = self.pause(self.limit.words)
            else:
                response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of Django's view beside this
        except Http404:
            response = render(request, "public/gone.html", status=GONE)
        add_never_cache_headers(response)
        return response

    def pause(self, words: str) -> HttpResponse:
        """Answer somebody who has tried too often."""
        return render(self.request, "public/pause.html", {"words": words}, status=TOO_MANY)

    @cached_property
    def row(self) -> Any:  # noqa: ANN401  of the model that the page names
        """The row whose token or follow code stands in the address; 404 for what is missing or voided."""
        argument = next((name for name in TOKENS if name in self.kwargs), None)
        text = str(self.kwargs[argument]) if argument else ""
        # PostgreSQL refuses to compare with NUL, and no token holds what cannot be printed.
        found = self.find(argument, text) if argument and text.isprintable() else None
        if found is None:
            raise Http404
        return found

    def rows(self) -> QuerySet[Any]:
        """The rows among which the page looks; those entered in error are gone."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows.filter(VALID) if issubclass(self.model, Record) else rows

    def find(self, argument: str, text: str) -> Model | None:
        """Return the row with this token or code, in whatever case a code was typed."""
        text = clean_code(text) if argument == "code" else text
        names = {field.name for field in self.model._meta.concrete_fields}
        column = next(name for name in TOKENS[argument] if name in names)
        index = self.model._meta.get_field(f"{column}_index") if f"{column}_index" in names else None
        if not text or not text.isprintable():
            return None
        if isinstance(index, BlindIndexField):
            return self.rows().filter(**{index.name: index.index_of(text)}).first()
        return self.rows().filter(**{column: text}).first()

    @cached_property
    def visitor(self) -> Visitor:
        """Who acts here: somebody without an account, within the row's committee."""
        return Visitor(self.row if isinstance(self.row, Committee) else self.row.committee)


@method_decorator(login_not_required, name="dispatch")  # not inherited by a dispatch of one's own
class GuardedMixin(PublicMixin):
    """A page whose address, or what is typed on it, could be guessed: whoever finds nothing too often must pause."""

    guesses: ClassVar[Limit]
    """So many times may one address find nothing; pages may share it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Let nobody go on guessing."""
        if self.guesses.is_used_up(client_address(request)):
            return self.pause(self.guesses.words)
        return super().dispatch(request, *args, **kwargs)

    def find(self, argument: str, text: str) -> Model | None:
        """Count what leads nowhere."""
        found = super().find(argument, text)
        if found is None:
            self.guesses.take(client_address(self.request))
        return found
