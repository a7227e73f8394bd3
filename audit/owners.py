"""To which committee and branch an entry belongs, told from the scope that the object's model declares."""

from __future__ import annotations

from django.db import models

from core.scope import scope_paths


def owner_keys(obj: models.Model | None) -> tuple[int | None, int | None]:
    """Return the numbers of committee and branch that own ``obj``, as far as it tells.

    Its own ``committee_id`` and ``branch_id`` win; the owner at the end of its first scope path that is not
    empty supplies the rest. A row whose ``branch`` is not its owner says who is in ``branch_key``.
    """
    if obj is None:
        return None, None
    committee = getattr(obj, "committee_id", None)
    branch = getattr(obj, "branch_key", getattr(obj, "branch_id", None))
    if committee is None:
        owner = _owner(obj)
        committee = getattr(owner, "committee_id", None)
        branch = getattr(owner, "branch_id", None) if branch is None else branch
    return committee, branch


def _owner(obj: models.Model) -> object | None:
    for path in scope_paths(type(obj)):
        owner: object | None = obj
        for name in filter(None, path.split("__")):
            owner = getattr(owner, name, None)
        if owner is not None:
            return owner
    return None
