"""How the actions of templates of the briefing can be called so that they succeed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.periods import Month
from reports.briefings import Examined
from reports.docx import standard_template
from reports.models import ReportTemplate
from tests.house.world import World, make

Given = dict[str, Any]


def _waiting(world: World) -> Given:
    return {"template": make(ReportTemplate, world.own, retired_at=None)}


def _readable(world: World, _: User) -> Given:
    return {"template": make(ReportTemplate, world.own, content=standard_template()), "month": Month(2024, 3)}


def _in_use(world: World, _: User) -> Given:
    make(ReportTemplate, world.own, taken_at=timezone.now(), retired_at=None)
    return {"committee": world.own.committee}


BUILT: dict[str, Callable[[World, User], Given]] = {
    "hand_in_template": lambda *_: {"name": "模板.docx", "checked": Examined(b"-", "0" * 64)},
    "preview_template": _readable,
    "put_template_aside": lambda w, _: _waiting(w),
    "return_to_standard": _in_use,
    "take_template": lambda w, _: _waiting(w),
}
