"""Members as sheets of other rooms name them: by name, by name and branch, by phone or ID number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from core import crypto
from core.masking import mask_phone
from members.choices import Departure
from members.models import Enrolment, Member
from members.names import clean_name
from spreadsheets.faults import Fault
from spreadsheets.kinds import Option, PlannedRow
from spreadsheets.records import Lookup, RecordContext, Scope, Unsure
from spreadsheets.records.lookups import LONGEST, NEAR_FROM, fold

WHICH = "which_person"
_WITH_PLACE = re.compile(r"(.+?)[（(](.+?)[）)]")


class PeopleLookup(Lookup):
    """The people whom the importer may see; somebody whose only registration was an error is none of them."""

    def __init__(self, scope: Scope) -> None:
        stays = Enrolment.objects.exclude(outcome=Departure.VOID)
        rows = (
            Member.objects.visible_to(scope.by)
            .filter(committee=scope.place.committee_key, pk__in=stays.values("member"))
            .select_related("branch", "enterprise")
            .only("name", "committee", "branch", "enterprise", "phone_index", "national_id_index", *_NAMES)
        )
        self._rows = {member.pk: member for member in rows}
        self._called: dict[str, list[Member]] = {}
        for member in self._rows.values():
            self._called.setdefault(member.name, []).append(member)

    def find(self, words: str) -> tuple[int, str]:
        """Return who is called so; 曾小红（第一支部） tells namesakes of two branches apart."""
        match = _WITH_PLACE.fullmatch(words)
        name = clean_name(match[1] if match else words)
        found = self.called(name, places=[match[2]] if match else [])
        if len(found) > 1:
            raise Unsure(WHICH, which(name, len(found)), options_of(found))
        if not found:
            near = next(iter(difflib.get_close_matches(name, self._called, n=1, cutoff=NEAR_FROM)), "")
            advice = f"是不是“{near}”？不是的话，" if near else ""
            raise Fault(
                "member_unknown",
                f"名册里没有“{name[:LONGEST]}”。{advice}请核对姓名；不是本党委党员的请清空。",
                near,
            )
        return found[0].pk, found[0].name

    def row(self, number: int) -> Model | None:
        return self._rows.get(number)

    def called(self, name: str, places: Iterable[str] = ()) -> list[Member]:
        """Return the people of a name, of branches that are called so where some are told."""
        found = self._called.get(name, [])
        told = {fold(place) for place in places}
        return [m for m in found if not told or told & {fold(m.branch.name), fold(m.branch.short_name)}]

    def surely(self, name: str, *, phone: str = "", branch_key: int | None = None) -> Member | None:
        """Return who must be meant, ``None`` where that is not sure: a phone tells, else the branch, else the name."""
        found = self.called(clean_name(name))
        if phone:
            index = crypto.blind_index(phone, "phone")
            found = [member for member in found if member.phone_index in {index, None}]
        if branch_key is not None:
            found = [member for member in found if member.branch_id == branch_key]
        return found[0] if len(found) == 1 else None


def link_member(row: PlannedRow, record: Any, context: RecordContext) -> None:  # noqa: ANN401  of several models
    """Put the member in place of name and phone in a new ``record`` with a person, where it is sure who is meant."""
    if name := row.values.get("person_name", ""):
        phone = row.values.get("person_phone", "")
        branch_key = row.record.get("branch_id")
        member = context.once(PeopleLookup).surely(name, phone=phone, branch_key=branch_key)
        if member is not None:
            record.member, record.person_name = member, ""
            record.person_phone = "" if member.phone_index else phone
            row.notices.append(f"认作{member.branch.short_name}的流动党员")


_NAMES = ("branch__name", "branch__short_name", "enterprise__name")


def which(name: str, count: int) -> str:
    """Return the sentence that asks which of several people of one name is meant."""
    return f"名册里有 {count} 位“{name}”，请选定是哪一位。"


def options_of(people: Iterable[Member]) -> tuple[Option, ...]:
    """Return people of one name as what can be picked, each with what tells them apart."""
    found = Member.objects.filter(pk__in=[member.pk for member in people])
    rows = found.select_related("branch", "enterprise").order_by("branch__code", "pk")
    return tuple(Option(str(member.pk), _told_apart(member)) for member in rows)


def _told_apart(member: Member) -> str:
    words = [
        member.name,
        member.branch.short_name,
        member.enterprise.name if member.enterprise else "没有工作单位",
    ]
    words += [f"{member.birth_date.earliest.year} 年生"] if member.birth_date else []
    return "，".join([*words, mask_phone(member.phone) if member.phone else "没有手机号"])
