"""The lock after five failed log-ins, on top of django-axes: what it counts by, how it ends, and its page.

Counted by log-in name and address together, so that nobody can lock a secretary out from elsewhere.
The name is kept as a keyed hash: it may be no name at all, but a password typed in the wrong box.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from accounts.addresses import client_address
from accounts.models import User

SALT = "accounts.lockout"
TOO_MANY = 429


def hashed(username: str) -> str:
    """Return under what failures of ``username`` are counted."""
    return salted_hmac(SALT, User.normalize_username(username), algorithm="sha256").hexdigest()


def attempt_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Tell django-axes the name of an attempt (``AXES_USERNAME_CALLABLE``)."""
    typed = (credentials or {}).get("username") or request.POST.get("username") or ""
    return hashed(str(typed))


def attempt_address(request: HttpRequest) -> str | None:
    """Tell django-axes the address of an attempt (``AXES_CLIENT_IP_CALLABLE``)."""
    return client_address(request) or None


def lift(user: User) -> None:
    """Forget the failed log-ins of ``user``."""
    AccessAttempt.objects.filter(username=hashed(user.username)).delete()


def minutes_left(request: HttpRequest) -> int:
    """Return in how many minutes, at least one, the name that was typed may be tried again."""
    last = (
        AccessAttempt.objects.filter(username=attempt_name(request), ip_address=attempt_address(request))
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    whole = timedelta(hours=settings.AXES_COOLOFF_TIME)
    left = whole if last is None else last + whole - timezone.now()
    return max(1, math.ceil(left / timedelta(minutes=1)))


def locked_page(
    request: HttpRequest,
    original: HttpResponse | None = None,  # noqa: ARG001  django-axes passes three
    credentials: dict[str, Any] | None = None,  # noqa: ARG001  as above
) -> HttpResponse:
    """Say how long to wait and whom to ask, in the same words whether the name exists or not."""
    minutes = minutes_left(request)
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    response = render(request, "accounts/locked.html", context, status=TOO_MANY)
    response["Retry-After"] = str(minutes * 60)
    add_never_cache_headers(response)
    return response
