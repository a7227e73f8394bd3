"""Lists of this room."""

from services.tables.cells import AID_LOOK, NO_NAME, STATE_LOOK, URGENCY_LOOK
from services.tables.tickets import OWN, TicketTable
from services.tables.visits import LegalAidTable, VisitTable, given_words

__all__ = [
    "AID_LOOK",
    "NO_NAME",
    "OWN",
    "STATE_LOOK",
    "URGENCY_LOOK",
    "LegalAidTable",
    "TicketTable",
    "VisitTable",
    "given_words",
]
