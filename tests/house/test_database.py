"""The tests run on a database of their own."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_the_test_database_is_not_the_portals_own() -> None:
    assert settings.BASE_DIR == ROOT
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        assert Path(name).name.startswith("test.sqlite3")
        assert not Path(name).is_relative_to(ROOT)
    else:
        assert name.startswith("nuanliu_test_")


@pytest.mark.browser
def test_a_browser_starts(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>暖流</title>")
    assert page.title() == "暖流"
    page.close()
