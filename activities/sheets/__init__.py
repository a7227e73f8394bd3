"""The sheets that this room reads."""

from activities.sheets.attendance import ATTENDANCE
from activities.sheets.gatherings import ACTIVITIES

__all__ = ["ACTIVITIES", "ATTENDANCE"]
