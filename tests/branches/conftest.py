"""The tests of this room use the enterprises of ``tests.firms``."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Add fixtures that need models: they can be imported only after Django has started."""
    config.pluginmanager.import_plugin("tests.firms")
