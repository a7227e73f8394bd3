"""The tests of pages and actions take place on 15 January 2025, with the people of ``tests.register``."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Add fixtures that need models: they can be imported only after Django has started."""
    for plugin in ("tests.register", "tests.firms", "tests.gatherings", "tests.meetings"):
        config.pluginmanager.import_plugin(plugin)


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Count tries from zero."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """Stand on that day, at ten in the morning."""
    with time_machine.travel(datetime(2025, 1, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=True) as there:
        yield there
