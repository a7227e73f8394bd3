"""Members found by what was typed as a name, so that a ticket or a visit hangs on the register where it can."""

from __future__ import annotations

from django.db.models import Q

from branches.models import Branch, Committee
from core.scope import Actor
from members.models import Member, MemberQuerySet
from members.names import clean_name

MOST = 12
OTHER = "other"
NOT_LISTED = "不是名册里的人"
ELSEWHERE = "其他支部"


def members_called(by: Actor, committee: Committee | None, text: str) -> MemberQuerySet:
    """Return the members within reach whose name, or its pinyin, is ``text``; none for no text."""
    name = clean_name(text)
    letters = name.replace(" ", "").lower()
    found = Q(name=name)
    if letters.isascii():
        found |= Q(name_pinyin=letters)
    rows = Member.objects.visible_to(by).filter(found) if name else Member.objects.none()
    return rows.filter(committee=committee) if committee else rows


def choices_of(
    by: Actor, committee: Committee | None, text: str, held: Member | None
) -> list[tuple[str, str]]:
    """Return the members called ``text`` and "somebody else" as choices; empty where nobody is called so.

    ``held`` is the member who is chosen already: offered under their own name also where another branch has them.
    """
    people = members_called(by, committee, text).select_related("branch", "enterprise")[:MOST]
    found = [(str(member.pk), _words(member, member.branch)) for member in people]
    if held and clean_name(text) == held.name and str(held.pk) not in dict(found):
        found.insert(0, (str(held.pk), _words(held, None)))
    return [*found, (OTHER, NOT_LISTED)] if found else []


def _words(member: Member, branch: Branch | None) -> str:
    """Tell people of one name apart: by branch and employer, as far as they may be shown."""
    told = [branch.short_name, str(member.enterprise or "")] if branch else [ELSEWHERE]
    return f"{member.name}（{'，'.join(filter(None, told))}）"
