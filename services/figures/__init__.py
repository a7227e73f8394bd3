"""The figures of services: tickets from the day they are received to the day they are rated, visits, legal aid."""

from core.figures import FIGURES, AtMost, Moment, Term, adds_up
from services.figures.calls import AIDS, AIDS_CLOSED, VISITS, VISITS_BY_KIND
from services.figures.tickets import (
    BY_KIND,
    BY_SOURCE,
    OPEN,
    OVERDUE,
    RATED,
    RECEIVED,
    SATISFACTION,
    SATISFIED,
    SOLVED,
    SOLVED_BY_KIND,
    TIMELINESS,
    TIMELY,
)

FIGURES.register(
    RECEIVED,
    BY_KIND,
    BY_SOURCE,
    SOLVED,
    SOLVED_BY_KIND,
    TIMELY,
    TIMELINESS,
    RATED,
    SATISFIED,
    SATISFACTION,
    OPEN,
    OVERDUE,
    VISITS,
    VISITS_BY_KIND,
    AIDS,
    AIDS_CLOSED,
)
FIGURES.relate(
    AtMost("解决不多于登记", Term(SOLVED, Moment.EVER), Term(RECEIVED, Moment.EVER)),
    AtMost("按期解决不多于解决", Term(TIMELY, Moment.EVER), Term(SOLVED, Moment.EVER)),
    AtMost("满意不多于已评价", Term(SATISFIED, Moment.EVER), Term(RATED, Moment.EVER)),
    AtMost("超期不多于未办结", Term(OVERDUE), Term(OPEN)),
    AtMost("办结的法律援助不多于受理", Term(AIDS_CLOSED, Moment.EVER), Term(AIDS, Moment.EVER)),
    *(adds_up(split) for split in (BY_KIND, BY_SOURCE, SOLVED_BY_KIND, VISITS_BY_KIND)),
)
