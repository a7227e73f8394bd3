"""The bodies in which people hold offices, with their seats and what is vacant in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.utils import timezone

from branches.models import Branch, Committee, Partnership
from core.scope import Actor
from members.choices import Category, SeatRole
from members.models import Enrolment, Seat

COMMISSION_FROM = 7
"""Full members from which on a branch elects a commission, 《中国共产党支部工作条例（试行）》."""
OF_COMMISSION = (SeatRole.SECRETARY, SeatRole.ORGANISATION, SeatRole.PUBLICITY)
_ORDER = {role: place for place, role in enumerate(SeatRole)}


@dataclass
class Body:
    """A committee, a branch, or a partner's committee."""

    title: str
    branch: Branch | None
    term_ends_on: date | None
    is_partner: bool = False
    seats: list[Seat] = field(default_factory=list)
    wanted: tuple[SeatRole, ...] = ()

    @property
    def vacant(self) -> list[SeatRole]:
        """Offices that should be held and are not."""
        held = {seat.role for seat in self.seats if seat.ended_on is None}
        return [role for role in self.wanted if role not in held]

    @property
    def is_term_over(self) -> bool:
        """Tell whether the branch's term has run out."""
        return self.term_ends_on is not None and self.term_ends_on < timezone.localdate()


def bodies_of(
    by: Actor, seats: Iterable[Seat], *, branch: Branch | None, tells_vacancies: bool
) -> list[Body]:
    """Put ``seats`` together by body, the committee first, then every branch within reach, then the partners.

    With ``branch``, that body alone. A body of which nothing is known is there too, where vacancies are told.
    """
    found: dict[tuple[str, int], Body] = {}
    full = _full_members(by) if tells_vacancies else {}
    if tells_vacancies:
        for committee in () if branch else Committee.objects.visible_to(by, "members.view_seat"):
            found["committee", committee.pk] = _committee(committee)
        for row in [branch] if branch else Branch.objects.visible_to(by).on(timezone.localdate()):
            found["branch", row.pk] = _branch(row, full.get(row.pk, 0))
    for seat in seats:
        _body_of(seat, found, full).seats.append(seat)
    for body in found.values():
        body.seats.sort(key=lambda seat: (_ORDER[SeatRole(seat.role)], seat.started_on, seat.pk))
    return sorted(found.values(), key=lambda body: (body.is_partner, body.branch is not None))


def _body_of(seat: Seat, found: dict[tuple[str, int], Body], full: dict[int, int]) -> Body:
    if seat.branch:
        return found.setdefault(("branch", seat.branch.pk), _branch(seat.branch, full.get(seat.branch.pk, 0)))
    if seat.partnership:
        return found.setdefault(("partnership", seat.partnership.pk), _partner(seat.partnership))
    return found.setdefault(("committee", seat.committee.pk), _committee(seat.committee))


def _committee(committee: Committee) -> Body:
    return Body(committee.name, None, None, wanted=(SeatRole.SECRETARY,))


def _branch(branch: Branch, full_members: int) -> Body:
    wanted = OF_COMMISSION if full_members >= COMMISSION_FROM else OF_COMMISSION[:1]
    return Body(branch.name, branch, branch.term_ends_on, wanted=wanted)


def _partner(partnership: Partnership) -> Body:
    return Body(partnership.partner, None, None, is_partner=True)


def _full_members(by: Actor) -> dict[int, int]:
    """Count full members in the register by branch."""
    here = Enrolment.objects.visible_to(by).open().filter(member__category=Category.FORMAL)
    return dict(here.order_by().values_list("branch").annotate(Count("pk")))
