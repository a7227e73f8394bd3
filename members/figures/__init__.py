"""The figures of the register, and the relations that must hold between them."""

from core.figures import FIGURES, AtMost, Balance, FlowFigure, Moment, Term, adds_up
from members.figures.flow import ARRIVALS, BY_OUTCOME, DEPARTURES, MOVES_IN, MOVES_OUT
from members.figures.make_up import MAKE_UP
from members.figures.stock import (
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
    *(adds_up(split) for split in (BY_OUTCOME, *MAKE_UP)),
)
