import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client, RequestFactory, override_settings
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import errors
from tests.environment import VARIABLES

ROOT = Path(__file__).parents[2]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def test_pages_carry_the_headers_that_protect_them(client: Client, db: None) -> None:
    headers = client.get("/accounts/login/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/accounts/own/", "/accounts/roles/", "/accounts/no-such-page/", "/audit/"])
def test_pages_behind_the_login_stay_in_no_cache(
    client_of: Callable[[User], Client], auditor: User, path: str
) -> None:
    control = client_of(auditor).get(path).headers["Cache-Control"]
    assert control == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_login_page_stays_in_no_cache(client: Client, db: None) -> None:
    assert "no-store" in client.get("/accounts/login/").headers["Cache-Control"]


def test_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client, outsider: User) -> None:
    client.force_login(outsider)
    client.get("/accounts/own/")
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_production_settings_pass_djangos_own_check() -> None:
    variables = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        **VARIABLES,
        "HTTPS": "1",
        "DATABASE_URL": "sqlite:///:memory:",
        "ALLOWED_HOSTS": "nuanliu.example.cn",
        "SECRET_KEY": "pq4Vt0JcR8yWm2Lz7NhXe5KdUa9GsBf3TiYo6QrCwEvZnMjHkP1",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (result.returncode, result.stdout.strip(), result.stderr.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
        "",
    )


def test_a_form_from_another_site_is_refused_in_words(outsider: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"username": "luren", "password": "x"})
    assert response.status_code == 403
    assert errors.CSRF[1] in response.content.decode()


def test_an_unexpected_failure_is_told_without_the_database(
    outsider: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=outsider.pk)
    with override_settings(DEBUG=False), django_assert_num_queries(0):
        response = errors.server_error(request)
    assert response.status_code == 500
    assert "这次操作没有完成，数据没有改动。" in response.content.decode()
