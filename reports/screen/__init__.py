"""大屏: one committee at a glance, for a wall. No person's name and no number of anybody stands on it."""

from reports.screen.contents import Screen
from reports.screen.links import link_of, token_of
from reports.screen.pictures import pictures_of

__all__ = ["Screen", "link_of", "pictures_of", "token_of"]
