"""The environment of the tests: fixed keys, a database of their own, a browser.

Settings are read when Django starts, so this file starts it, and no ini file names the settings.
Neither `.env` nor the data in `var/` is touched.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from hypothesis import settings as generated
from playwright.sync_api import Browser, sync_playwright

from launch import browser as browsers
from tests.environment import VARIABLES

FOLDER = pytest.StashKey[Path]()

generated.register_profile("portal", deadline=None)
generated.load_profile("portal")
"""No test fails for the time that a busy machine takes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="sqlite: a file in a temporary folder; postgres: the server that TEST_DATABASE_URL names",
    )


def pytest_configure(config: pytest.Config) -> None:
    if settings.configured:
        raise pytest.UsageError(
            "Django was started before its test environment: unset DJANGO_SETTINGS_MODULE"
        )
    folder = Path(tempfile.mkdtemp(prefix="nuanliu-tests-"))
    config.stash[FOLDER] = folder
    os.environ.update(VARIABLES)
    os.environ["DATABASE_URL"] = _database_url(config, folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    # The processes of xdist inherit the environment, and must come to this point by themselves.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    # Fixtures that need models: they can be imported only now.
    config.pluginmanager.import_plugin("tests.people")
    config.pluginmanager.import_plugin("tests.audit_log")
    config.pluginmanager.import_plugin("tests.house.cast")
    config.pluginmanager.import_plugin("tests.browser.portal")


def pytest_unconfigure(config: pytest.Config) -> None:
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


def _database_url(config: pytest.Config, folder: Path) -> str:
    if config.getoption("--database") == "sqlite":
        return f"sqlite:///{folder.as_posix()}/portal.sqlite3"
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        raise pytest.UsageError("--database=postgres needs TEST_DATABASE_URL")
    return url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(pytestconfig: pytest.Config) -> None:
    """Name the test database: on SQLite a file, as in real life, not Django's database in memory.

    In memory, threads share one connection, and neither WAL nor a lock that waits exists. On PostgreSQL the name holds
    the process, so that two runs at once do not drop each other's database.
    """
    sqlite = pytestconfig.getoption("--database") == "sqlite"
    name = str(pytestconfig.stash[FOLDER] / "test.sqlite3") if sqlite else f"nuanliu_test_{os.getpid()}"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a running Chromium; without one skip, or fail where `CI` says that nothing may be skipped."""
    program = browsers.find()
    if program is None:
        sentence = "no Chromium, Chrome or Edge found; name one with CHROMIUM"
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(sentence)
        pytest.skip(sentence)
    # Playwright keeps an event loop in this thread, and Django would refuse its database calls beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if is_root else [], chromium_sandbox=not is_root
        )
        yield chromium
        chromium.close()
