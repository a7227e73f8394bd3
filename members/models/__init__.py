"""Members, their enrolments in branches, contacts with them, requests to move them, and what is kept of them."""

from members.models.contacts import Contact, MoveRequest
from members.models.enrolments import Enrolment, EnrolmentQuerySet
from members.models.merits import CardCheck, Honour, Seat
from members.models.people import Member, MemberQuerySet
from members.models.transfers import UNDER_WAY, RelationTransfer, RelationTransferQuerySet

__all__ = [
    "UNDER_WAY",
    "CardCheck",
    "Contact",
    "Enrolment",
    "EnrolmentQuerySet",
    "Honour",
    "Member",
    "MemberQuerySet",
    "MoveRequest",
    "RelationTransfer",
    "RelationTransferQuerySet",
    "Seat",
]
