"""How the actions of stations are called."""

from __future__ import annotations

from datetime import date
from typing import Any

OPENED = date(2024, 3, 1)

FIXED: dict[str, dict[str, Any]] = {
    "add_organisation": {"values": {"name": "新联合支部", "kind": "joint_branch"}},
    "add_station": {"values": {"kind": "station", "name": "新驿站", "opened_on": OPENED}},
    "change_organisation": {"values": {"notes": "改过"}},
    "change_station": {"values": {"place": "一楼"}},
}
