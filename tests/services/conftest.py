"""The tests of this room take place on Wednesday 15 January 2025, with the people of ``tests.register``."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Add fixtures that need models: they can be imported only after Django has started."""
    config.pluginmanager.import_plugin("tests.register")
    config.pluginmanager.import_plugin("tests.tickets")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Stand still at that day, so that days due are literal."""
    with time_machine.travel(datetime(2025, 1, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=True):
        yield


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Count from zero, and leave nothing behind."""
    from django.core.cache import cache  # noqa: PLC0415  Django has not started when this file is read

    cache.clear()
    yield
    cache.clear()
