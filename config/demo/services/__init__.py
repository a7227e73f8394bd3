"""Services: the calendar, tickets from being handed in to being rated, visits, legal aid."""

from config.demo.park import Park
from config.demo.services.calendar import make_calendar
from config.demo.services.legal_aid import make_legal_aids
from config.demo.services.tickets import make_tickets
from config.demo.services.visits import make_visits

__all__ = ["make_services"]


def make_services(park: Park) -> None:
    """Fill the whole room."""
    calendar = make_calendar(park)
    tickets = make_tickets(park, calendar)
    make_visits(park)
    make_legal_aids(park, tickets)
