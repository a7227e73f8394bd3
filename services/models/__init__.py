"""Tickets with their entries, visits, legal aid; working days and the time that each kind of ticket has."""

from services.models.calendar import Holiday, TimeLimit
from services.models.entries import TicketEntry
from services.models.legal_aid import LegalAid
from services.models.tickets import OPEN, SOLVED, Ticket, TicketQuerySet
from services.models.visits import Visit

__all__ = [
    "OPEN",
    "SOLVED",
    "Holiday",
    "LegalAid",
    "Ticket",
    "TicketEntry",
    "TicketQuerySet",
    "TimeLimit",
    "Visit",
]
