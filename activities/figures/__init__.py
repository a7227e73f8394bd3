"""The figures of activities: how many, who came, festivals, deals, and which stations were alive."""

from activities.figures.gatherings import BY_KIND, HELD, OTHERS, VOLUNTEERING
from activities.figures.people import (
    ATTENDANCES,
    FESTIVAL_ATTENDANCES,
    PARTICIPANTS,
    PARTICIPATION,
)
from activities.figures.places import ACTIVE, ACTIVE_SHARE
from activities.figures.results import DEAL_AMOUNT, DEALS, FESTIVALS
from core.figures import FIGURES, AtMost, Moment, Term, adds_up
from members.figures.stock import MANAGED
from stations.figures import PLACES

FIGURES.register(
    ACTIVE,
    ACTIVE_SHARE,
    HELD,
    BY_KIND,
    VOLUNTEERING,
    ATTENDANCES,
    OTHERS,
    PARTICIPANTS,
    PARTICIPATION,
    FESTIVALS,
    FESTIVAL_ATTENDANCES,
    DEALS,
    DEAL_AMOUNT,
)
FIGURES.relate(
    AtMost("开展活动的驿站不多于驿站和阵地", Term(ACTIVE, Moment.DURING), Term(PLACES)),
    AtMost("志愿服务不多于全部活动", Term(VOLUNTEERING, Moment.EVER), Term(HELD, Moment.EVER)),
    AtMost(
        "文化节参与不多于全部参加人次",
        Term(FESTIVAL_ATTENDANCES, Moment.EVER),
        Term(ATTENDANCES, Moment.EVER),
    ),
    AtMost("参加活动的不多于管理人数", Term(PARTICIPANTS), Term(MANAGED)),
    adds_up(BY_KIND),
)
