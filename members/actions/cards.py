"""The yearly check of activity cards (流动党员活动证)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from audit.models import Verb
from audit.saving import locked, store_new, void
from audit.trail import action, record
from core.changes import apply_changes
from core.scope import Actor
from core.texts import clean_line
from members.actions.refusals import demand, not_in_future, reason_of, refuse, short_text
from members.actions.stays import is_enrolled
from members.choices import CardResult
from members.models import CardCheck, Member
from members.rules import LINES

PERMISSION = "members.change_cardcheck"
NOTE_LENGTH = 200
EARLIEST_YEAR = 2000


@action
def check_card(  # noqa: PLR0913  what a check can say
    *, by: Actor, member: Member, year: int, on: date, result: str, note: str = "", card_number: str = ""
) -> CardCheck:
    """Note the check of ``member``'s card for ``year``; ``card_number`` is that of a card issued anew.

    A card found in order must be known by its number; what is wrong with one needs a word.
    """
    demand(by, PERMISSION, member)
    stored = locked(member)
    if not is_enrolled(stored):
        refuse("__all__", "此人目前不在册，不必查验。", "not_enrolled")
    today = timezone.localdate()
    not_in_future(on, "on", "查验日期", today)
    if not EARLIEST_YEAR <= year <= today.year:
        refuse("year", f"请填 {EARLIEST_YEAR} 至 {today.year} 之间的年度。")
    line = short_text(note, "note", "说明", NOTE_LENGTH)
    if result == CardResult.PROBLEM and not line:
        refuse("note", "请写明有什么问题。")
    _issue(by, stored, result, clean_line(card_number))
    if result == CardResult.PASSED and not stored.card_number:
        refuse("result", "还没有登记此人的活动证号；请先在“修改资料”中补上，或按“补发或换发”登记。")
    values = {"year": year, "on": on, "result": result, "note": line}
    check = CardCheck(member=stored, branch_id=stored.branch_id, **values)
    return store_new(by, check, values, verb=Verb.CREATE)


@action
def check_cards(*, by: Actor, members: Iterable[Member], year: int, on: date) -> list[CardCheck]:
    """Note for each of ``members`` that the card is in order; those checked already and those without are left out."""
    keys = [member.pk for member in members]
    rows = Member.objects.filter(pk__in=keys).exclude(card_number="")
    waiting = rows.exclude(pk__in=CardCheck.objects.valid().filter(year=year).values("member"))
    found = [
        check_card(by=by, member=member, year=year, on=on, result=CardResult.PASSED) for member in waiting
    ]
    if not found:
        refuse("__all__", "没有可以登记的：已经查验过，或还没有登记活动证号。", "none")
    return found


@action
def void_card_check(*, by: Actor, check: CardCheck, reason: str) -> CardCheck:
    """Say that a check was entered in error; the card of that year can then be checked again."""
    demand(by, PERMISSION, check)
    return void(by, check, reason=reason_of(reason, "作废"))


def _issue(by: Actor, member: Member, result: str, card_number: str) -> None:
    """Keep the number of a card that was issued anew."""
    if not card_number:
        return
    title, limit = LINES["card_number"]
    if result != CardResult.REPLACED:
        refuse("card_number", "只有补发或换发时才填新的证号。")
    changes = apply_changes(member, {"card_number": short_text(card_number, "card_number", title, limit)})
    if changes:
        member.revision += 1
        member.updated_at = timezone.now()
        member.save(update_fields=["card_number", "revision", "updated_at"])
        record(by=by, verb=Verb.UPDATE, obj=member, changes=changes, detail="补发或换发活动证")
