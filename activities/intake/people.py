"""Who of a sign-in sheet is who: among those whom a branch within reach managed on the day of the activity."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date

from activities.actions.attendances import KEEP
from core import crypto
from members.choices import Departure
from members.models import Enrolment, Member
from members.names import clean_name
from spreadsheets.records import Scope
from spreadsheets.records.lookups import NEAR_FROM, fold

_READ = (
    "started_on", "ended_on", "branch__name", "branch__short_name", "member__name", "member__phone_index",
    "member__national_id_index", "member__enterprise__name",
)  # fmt: skip


class Register:
    """The stays of the people within reach, all of them read once."""

    def __init__(self, scope: Scope) -> None:
        stays = Enrolment.objects.visible_to(scope.by, KEEP).exclude(outcome=Departure.VOID)
        stays = stays.filter(branch__committee=scope.place.committee_key)
        if scope.place.branch_key is not None:
            stays = stays.filter(branch=scope.place.branch_key)
        self._called: dict[str, list[Enrolment]] = {}
        self._by_id: dict[str, list[Enrolment]] = {}
        for stay in stays.select_related("member__enterprise", "branch").only(*_READ):
            self._called.setdefault(stay.member.name, []).append(stay)
            if stay.member.national_id_index:
                self._by_id.setdefault(stay.member.national_id_index, []).append(stay)

    def called(self, name: str, day: date) -> list[Enrolment]:
        """Return those of a name who were in the register on ``day``."""
        return _on(self._called.get(clean_name(name), ()), day)

    def with_number(self, national_id: str, day: date) -> Enrolment | None:
        """Return who has this ID number and was in the register on ``day``."""
        found = _on(self._by_id.get(crypto.blind_index(national_id, "national_id"), ()), day)
        return found[0] if found else None

    def near(self, name: str, day: date) -> list[Enrolment]:
        """Return those whose name is most like ``name``: a slip of the pen."""
        close = difflib.get_close_matches(clean_name(name), self._called, n=1, cutoff=NEAR_FROM)
        return self.called(close[0], day) if close else []


def _on(stays: Iterable[Enrolment], day: date) -> list[Enrolment]:
    return [s for s in stays if s.started_on <= day and (s.ended_on is None or s.ended_on > day)]


def narrowed(
    stays: list[Enrolment], *, branch_key: int | None, phone: str, firm: str
) -> tuple[list[Enrolment], bool]:
    """Leave those of ``stays`` whom branch, phone and employer point to; tell whether the phone speaks against them."""
    found = [s for s in stays if s.branch_id == branch_key] if branch_key is not None else stays
    if phone:
        index = crypto.blind_index(phone, "phone")
        same = [s for s in found if s.member.phone_index == index]
        if same:
            return same, False
        if found and all(s.member.phone_index for s in found):
            return found, True
    if len(found) > 1 and firm:
        at_work = [s for s in found if _employer(s.member) == fold(firm)]
        found = at_work or found
    return found, False


def _employer(member: Member) -> str:
    return fold(member.enterprise.name) if member.enterprise else ""
