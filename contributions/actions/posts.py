"""示范岗、楼长、舍长: taken up, changed, laid down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.models import Verb
from audit.saving import cleaned, demand, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch
from contributions.models import Post
from core.scope import Actor

RIGHT = "contributions.change_post"


@action
def add_post(*, by: Actor, branch: Branch, values: Mapping[str, Any]) -> Post:
    """Give a post to a member of ``branch`` and return it; raise ``ValidationError`` with all faults."""
    demand(by, RIGHT, branch)
    filled = cleaned(Post, values)
    return store_new(by, Post(branch=branch, **filled), filled)


@action
def change_post(*, by: Actor, post: Post, values: Mapping[str, Any], revision: int | None = None) -> Post:
    """Change the fields that ``values`` names; the holder stays, for another one is another post."""
    demand(by, RIGHT, post)
    kept = {name: value for name, value in cleaned(Post, values).items() if name not in {"member", "branch"}}
    return store_changed(by, locked(post), kept, revision=revision)


@action
def end_post(*, by: Actor, post: Post, on: date) -> Post:
    """Lay the post down on day ``on``."""
    demand(by, RIGHT, post)
    stored = locked(post)
    if stored.ended_on is not None:
        refuse("on", f"已于 {stored.ended_on.isoformat()} 卸任，不必再登记一次。")
    return store_changed(by, stored, {"ended_on": on}, verb=Verb.END)


@action
def void_post(*, by: Actor, post: Post, reason: str = "") -> Post:
    """Mark a post as entered in error."""
    demand(by, RIGHT, post)
    return void(by, post, reason=reason)
