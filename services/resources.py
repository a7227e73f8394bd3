"""The book of tickets as a workbook or csv, in the columns that the importer reads."""

from services.filters import TicketFilter
from services.sheets import TICKETS
from spreadsheets.exports import RecordExport, register_export

TICKET_LIST = register_export(
    RecordExport(
        TICKETS, permission="services.view_ticket", reveal="services.reveal_ticket", filters=TicketFilter
    )
)
