"""These tests take place on 25 January 2025, with the stations of ``tests.gatherings``."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Add fixtures that need models: they can be imported only after Django has started."""
    config.pluginmanager.import_plugin("tests.gatherings")
    config.pluginmanager.import_plugin("tests.firms")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Stand still at that day: past the 20th, from which on idle stations are reminded of."""
    with time_machine.travel(datetime(2025, 1, 25, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=True):
        yield
