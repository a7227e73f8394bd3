"""Names for the plain numbers of the log.

The log stands below the rooms that it tells of, so a room above it says here how its places are called.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from core.checks import our_apps

BranchNames = Callable[[object], dict[int, str]]

_branch_names: list[BranchNames] = []


def tell_branch_names(names: BranchNames) -> None:
    """Register the function that returns the branches that a user may see, by number."""
    _branch_names[:] = [names]


def branch_names(user: object) -> dict[int, str]:
    """Return the short names of the branches that ``user`` may see, by number."""
    return _branch_names[0](user) if _branch_names else {}


@cache
def kind_names() -> dict[str, str]:
    """Return the kinds of objects that entries tell of, as the models are called."""
    ours = (model for app in our_apps() for model in app.get_models())
    return {model._meta.label_lower: str(model._meta.verbose_name) for model in ours}
