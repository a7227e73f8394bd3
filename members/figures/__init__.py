"""The figures of the register, and the relations that must hold between them."""

from core.figures import FIGURES, AtMost, Balance, FlowFigure, Moment, Term, adds_up
from members.figures.flow import ARRIVALS, BY_OUTCOME, DEPARTURES, MOVES_IN, MOVES_OUT
from members.figures.honours import HONOURED, HONOURS, HONOURS_BY_LEVEL
from members.figures.make_up import MAKE_UP
from members.figures.stock import (
    ATTACHED,
    HEADS,
    HEADS_SHARE,
    MANAGED,
    TALENT,
    TALENT_SHARE,
    TWO_NEW,
    TWO_NEW_SHARE,
    WORKERS,
    WORKERS_SHARE,
)
from members.figures.work import CARDS_CHECKED, CONTACTS, CONTACTS_BY_KIND, LETTERS, MOVED_AWAY, SETTLED

FIGURES.register(
    MANAGED,
    TWO_NEW,
    TWO_NEW_SHARE,
    HEADS,
    HEADS_SHARE,
    WORKERS,
    WORKERS_SHARE,
    TALENT,
    TALENT_SHARE,
    ARRIVALS,
    MOVES_IN,
    DEPARTURES,
    MOVES_OUT,
    BY_OUTCOME,
    *MAKE_UP,
    ATTACHED,
    SETTLED,
    MOVED_AWAY,
    LETTERS,
    HONOURED,
    HONOURS,
    HONOURS_BY_LEVEL,
    CONTACTS,
    CONTACTS_BY_KIND,
    CARDS_CHECKED,
)


def _during(figure: FlowFigure) -> Term:
    return Term(figure, Moment.DURING)


REGISTER_BALANCE = Balance(
    "增减平衡",
    start=(Term(MANAGED, Moment.OPENING),),
    plus=(_during(ARRIVALS), _during(MOVES_IN)),
    minus=(_during(DEPARTURES), _during(MOVES_OUT)),
    end=(Term(MANAGED, Moment.CLOSING),),
)
FIGURES.relate(
    REGISTER_BALANCE,
    Balance("调入等于调出", start=(_during(MOVES_IN),), end=(_during(MOVES_OUT),), whole_only=True),
    AtMost("“两企三新”不多于管理人数", Term(TWO_NEW), Term(MANAGED)),
    AtMost("获评劳模、工匠不多于荣誉", Term(HONOURED, Moment.EVER), Term(HONOURS, Moment.EVER)),
    AtMost("依托驿站的不多于管理人数", Term(ATTACHED), Term(MANAGED)),
    *(adds_up(split) for split in (BY_OUTCOME, *MAKE_UP, HONOURS_BY_LEVEL, CONTACTS_BY_KIND)),
)
