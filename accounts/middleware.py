"""What every request of a person who is logged in goes through."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from audit.trail import from_address

GetResponse = Callable[[HttpRequest], HttpResponse]


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, as told by the proxy if there is one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:60]


class TraceMiddleware:
    """Tells the audit log where what is done in this request comes from."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with from_address(client_address(request)):
            return self.get_response(request)


class PasswordChangeMiddleware:
    """Leads somebody whose password was given by another to the page where it is changed, and nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = {reverse("accounts:password"), reverse("accounts:logout")}
            if request.path not in allowed and not request.path.startswith(
                f"/{settings.STATIC_URL.lstrip('/')}"
            ):
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
