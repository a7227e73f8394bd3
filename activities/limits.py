"""How often somebody may try to sign in: names and four characters must not be found by trying.

Of a name, ten thousand endings are possible and twenty a day are tried; whoever has mistyped asks the organiser.
The limits are counted for every name that is typed, known or not, so that a pause tells nothing.
"""

from __future__ import annotations

from activities.models import Activity
from core.limits import Limit
from members.names import clean_name

PAGE = Limit("activities.sign_in", 300, 600)
"""Everything sent from one address: a whole hall may stand behind one."""
NAME = Limit("activities.sign_in.name", 6, 600)
NAME_A_DAY = Limit("activities.sign_in.name.day", 20, 24 * 3600)
MISSES_OF_ADDRESS = Limit("activities.sign_in.misses", 30, 600)
MISSES_OF_ACTIVITY = Limit("activities.sign_in.all_misses", 150, 3600)

PAUSE = "试的次数太多了，请稍后再试，或请现场的工作人员登记。"


def may_try(*, address: str, activity: Activity, name: str) -> bool:
    """Count a try for ``name`` at ``activity`` and tell whether it may be made."""
    who = f"{activity.committee_id}:{clean_name(name)}"
    if MISSES_OF_ADDRESS.is_used_up(address) or MISSES_OF_ACTIVITY.is_used_up(str(activity.pk)):
        return False
    return NAME.take(who) and NAME_A_DAY.take(who)


def note_miss(*, address: str, activity: Activity) -> None:
    """Count that somebody was not found."""
    MISSES_OF_ADDRESS.take(address)
    MISSES_OF_ACTIVITY.take(str(activity.pk))
