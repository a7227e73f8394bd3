"""The sheets that this room reads."""

from activities.sheets.gatherings import ACTIVITIES

__all__ = ["ACTIVITIES"]
