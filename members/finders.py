"""Members in the global search: by name, pinyin or initials; never by a number, which would stand in the address."""

from __future__ import annotations

from collections.abc import Sequence

from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from members.models import Enrolment, Member, RelationTransfer
from members.names import called


def find_members(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Return members by a part of their name or pinyin, or the beginning of their initials; two queries."""
    condition = called(text)
    if not condition:
        return []
    rows = Member.objects.visible_to(by).filter(condition).select_related("branch", "enterprise")
    found = list(rows.only("name", "branch__short_name", "enterprise__name")[:limit])
    here = set(Enrolment.objects.open().filter(member__in=found).values_list("member", flat=True))
    return [
        Hit(member.name, _words(member, is_here=member.pk in here), member.get_absolute_url())
        for member in found
    ]


def find_transfers(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Return transfers by the number of their letter."""
    number = text.strip()
    if not number:
        return []
    rows = RelationTransfer.objects.visible_to(by).valid().filter(letter_number__icontains=number)
    return [
        Hit(
            transfer.letter_number,
            f"{transfer.member.name} {transfer.get_direction_display()}，{transfer.get_state_display()}",
            transfer.get_absolute_url(),
        )
        for transfer in rows.select_related("member")[:limit]
    ]


def _words(member: Member, *, is_here: bool) -> str:
    parts = [member.branch.short_name, "在册" if is_here else "已离开"]
    if member.enterprise:
        parts.append(member.enterprise.name)
    return " · ".join(parts)


FINDERS.register(
    Finder(
        "members.members",
        "流动党员",
        "members.view_member",
        "users",
        find_members,
        everything="members:members?status=all",
    ),
    Finder(
        "members.transfers",
        "组织关系介绍信",
        "members.view_relationtransfer",
        "document-text",
        find_transfers,
    ),
)
