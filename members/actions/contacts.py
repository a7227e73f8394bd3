"""Noting that a branch was in touch with a member."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from audit.models import Verb
from audit.trail import action, record
from core.scope import Actor
from core.texts import clean_lines, forbidden_in
from members.actions.refusals import demand, not_in_future, refuse
from members.choices import ContactKind
from members.models import Contact, Member

SUMMARY_LENGTH = 500


@action
def log_contact(*, by: Actor, member: Member, on: date, kind: str, summary: str) -> Contact:
    """Store a contact of day ``on`` (not in the future); ``summary`` says in up to 500 characters what came of it."""
    demand(by, "members.add_contact", member)
    not_in_future(on, "on", "日期", timezone.localdate())
    if kind not in ContactKind.values:
        refuse("kind", "请选择联系方式。")
    text = clean_lines(summary)
    if not text:
        refuse("summary", "请写一句联系的情况。")
    if found := forbidden_in(text, lines=True):
        refuse("summary", f"情况中有不可见的控制字符（{found}），请删掉后重新输入。")
    if len(text) > SUMMARY_LENGTH:
        refuse("summary", f"情况最多 {SUMMARY_LENGTH} 个字，现在是 {len(text)} 个，请缩短。")
    contact = Contact.objects.create(
        member=member, branch_id=member.branch_id, on=on, kind=kind, summary=text, recorded_by_id=by.pk
    )
    changes = {"日期": ("", on.isoformat()), "方式": ("", ContactKind(kind).label)}
    record(by=by, verb=Verb.CREATE, obj=contact, words=member.name, changes=changes)
    return contact
