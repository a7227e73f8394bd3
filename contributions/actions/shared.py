"""What the actions of this room share."""

from __future__ import annotations

from audit.saving import refuse
from branches.models import Committee
from core.scope import Actor
from core.texts import clean_lines
from members.models import Member


def in_line(committee: Committee) -> None:
    """Let nobody else store rows of ``committee`` that are compared with each other until the transaction ends."""
    rows = Committee.objects.select_for_update(of=("self",), no_key=True).filter(pk=committee.pk)
    list(rows.values_list("pk"))


def check_seen(by: Actor, member: Member | None, field: str) -> None:
    """Refuse somebody whom ``by`` may not see: one answer for the missing and for another branch's."""
    if member is not None and not Member.objects.visible_to(by).filter(pk=member.pk).exists():
        refuse(field, "请选择您可以查看的流动党员。")


def some_text(text: str, field: str, sentence: str) -> str:
    """Return ``text`` cleaned; refuse with ``sentence`` what is empty."""
    found = clean_lines(text)
    if not found:
        refuse(field, sentence)
    return found
