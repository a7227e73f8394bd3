"""What every request goes through: where it comes from, whether it may, and what is left of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.actions import record_refusal
from accounts.addresses import client_address
from audit.trail import from_address
from core.reporting import without_numbers
from core.scope import OutOfReach

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
SEEN_EVERY = 60  # seconds
BY_ITSELF = "X-By-Itself"
"""Header of what a page asks for without anybody's doing."""


class TraceMiddleware:
    """Tells the audit log where what is done in this request comes from, and that a page was refused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with from_address(client_address(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Record the refusal of somebody who is logged in; the answer is given by others.

        A row out of reach is answered like one that does not exist, and both are recorded: the log tells no more
        than the page, and trying numbers one after another shows in it.
        """
        named = f"?{exception.named}" if isinstance(exception, OutOfReach) else ""
        refused = isinstance(exception, PermissionDenied) or (
            isinstance(exception, Http404) and (named or _names_a_row(request))
        )
        if refused and request.user.is_authenticated:
            record_refusal(by=request.user, path=without_numbers(f"{request.path}{named}"))


class LoginMiddleware(LoginRequiredMiddleware):
    """Leads strangers to the login page and, after it, back to where they were.

    Whoever comes with a session that has ended is told so: the login page says why, and that a form was not taken.
    """

    def handle_no_permission(  # type: ignore[override]  # a part of a page is answered otherwise
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],  # noqa: ARG002  as in Django
    ) -> HttpResponse:
        """Answer a stranger: by a redirect, or for a part of a page by one that moves the whole page."""
        query = {}
        if back := _way_back(request):
            query["next"] = back
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            query["ended"] = "1"
        if request.method not in {"GET", "HEAD"}:
            query["unsent"] = "1"
        address = f"{reverse('accounts:login')}?{urlencode(query)}" if query else reverse("accounts:login")
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(address)
        return redirect(address)


class IdleMiddleware:
    """Ends a session after ``IDLE_MINUTES`` without a request.

    The session is stored again at most once a minute, not at every request: reading pages should not write. A page
    that asks by itself (:data:`BY_ITSELF`) is nobody at work: a screen left open does not keep a session alive.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and BY_ITSELF not in request.headers:
            now = int(time.time())
            if now - request.session.get(SEEN, 0) >= SEEN_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)


class PasswordChangeMiddleware:
    """Leads somebody whose password was given by another to the page where it is changed, and nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = {reverse("accounts:password"), reverse("accounts:logout"), reverse("accounts:login")}
            if request.path not in allowed:
                return redirect("accounts:password")
        return self.get_response(request)


class NoStoreMiddleware:
    """Keeps pages behind the login out of every cache, so that "back" after log-out shows nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


def _names_a_row(request: HttpRequest) -> bool:
    """Tell whether the address is one of the portal's own that carries the number of a row."""
    match = request.resolver_match
    return match is not None and any(isinstance(value, int) for value in match.kwargs.values())


def _way_back(request: HttpRequest) -> str:
    """Return the address to go to after log-in: this page or, where it was no page but a button, the page it was on."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
