"""The figures of what members give back: posts, mediations, things delivered, suggestions, ventures."""

from contributions.figures.deeds import (
    BY_DISPUTE,
    BY_IMPROVEMENT,
    BY_POST,
    COUPLE_ROOMS,
    DISPUTES,
    IMPROVEMENTS,
    MEDIATIONS,
    PARKING_AREA,
    POSTS,
)
from contributions.figures.suggestions import (
    ADOPTED,
    ADOPTION,
    ANSWERED,
    BY_SOURCE,
    CARRIED_OUT,
    SUGGESTIONS,
    UNANSWERED,
)
from contributions.figures.ventures import AWARDS, INVESTMENT, PATENTS, VENTURE_AREA, VENTURES
from core.figures import FIGURES, AtMost, Moment, Term, adds_up

FIGURES.register(
    POSTS,
    BY_POST,
    DISPUTES,
    MEDIATIONS,
    BY_DISPUTE,
    IMPROVEMENTS,
    BY_IMPROVEMENT,
    COUPLE_ROOMS,
    PARKING_AREA,
    SUGGESTIONS,
    BY_SOURCE,
    ADOPTED,
    ADOPTION,
    CARRIED_OUT,
    ANSWERED,
    UNANSWERED,
    VENTURES,
    VENTURE_AREA,
    INVESTMENT,
    PATENTS,
    AWARDS,
)
FIGURES.relate(
    AtMost("调解成功不多于受理", Term(MEDIATIONS, Moment.EVER), Term(DISPUTES, Moment.EVER)),
    AtMost("采纳不多于征集", Term(ADOPTED, Moment.EVER), Term(SUGGESTIONS, Moment.EVER)),
    AtMost("落实不多于采纳", Term(CARRIED_OUT, Moment.EVER), Term(ADOPTED, Moment.EVER)),
    *(adds_up(split) for split in (BY_POST, BY_DISPUTE, BY_IMPROVEMENT, BY_SOURCE)),
)
