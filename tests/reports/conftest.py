"""The reports' tests take place on 15 April 2024, over the register of ``tests.stays``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import time_machine

if TYPE_CHECKING:  # models can be imported only after Django has started
    from branches.models import Branch


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Stand still at that day, so that the current month is literal."""
    with time_machine.travel(datetime(2024, 4, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


@pytest.fixture
def register(branch_one: Branch, branch_two: Branch) -> None:
    """Fill the register that was counted by hand."""
    from tests.stays import fill  # noqa: PLC0415  as above

    fill(branch_one, branch_two)
