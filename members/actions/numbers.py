"""Personal numbers: showing one in full, finding a person by one. Both leave a trace without the number."""

from __future__ import annotations

from audit.models import Outcome, Verb
from audit.trail import action, record
from core.scope import Actor
from core.texts import clean_code, clean_phone
from members.actions.refusals import demand
from members.models import Member
from members.national_ids import LENGTH

REVEALED = ("national_id", "phone", "address", "home_contact_phone")
"""Fields that pages show masked."""


@action
def reveal(*, by: Actor, member: Member, field: str) -> str:
    """Return the full value of one of :data:`REVEALED`; the log keeps who saw which field of whom."""
    demand(by, "members.reveal_member", member)
    if field not in REVEALED:
        message = f"{field} is not a masked field"
        raise ValueError(message)
    title = str(Member._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # a plain field
    record(by=by, verb=Verb.REVEAL, obj=member, detail=title)
    return str(getattr(member, field))


@action
def find_member(*, by: Actor, number: str) -> Member | None:
    """Return the one member within reach whose ID number or phone is ``number``; ``None`` for missing and foreign."""
    found = _with_number(by, number)
    kind = "身份证号" if len(clean_code(number)) == LENGTH else "手机号"
    record(
        by=by,
        verb=Verb.SEARCH,
        obj=found,
        kind="members.member",
        outcome=Outcome.DONE if found else Outcome.FAILED,
        detail=f"按{kind}查找，{'已找到' if found else '没有找到'}",
    )
    return found


def _with_number(by: Actor, number: str) -> Member | None:
    rows = Member.objects.visible_to(by, "members.search_member").order_by("-updated_at")
    return rows.with_number(clean_code(number)).first() or rows.with_number(clean_phone(number)).first()
