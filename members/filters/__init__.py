"""What the lists of the register can be narrowed by."""

from members.filters.cards import CardFilter
from members.filters.contacts import ContactFilter
from members.filters.honours import HonourFilter
from members.filters.people import ALL, ENROLLED, LEFT, TWO_NEW_KEY, MemberFilter
from members.filters.seats import SeatFilter
from members.filters.transfers import TransferFilter

__all__ = [
    "ALL",
    "ENROLLED",
    "LEFT",
    "TWO_NEW_KEY",
    "CardFilter",
    "ContactFilter",
    "HonourFilter",
    "MemberFilter",
    "SeatFilter",
    "TransferFilter",
]
