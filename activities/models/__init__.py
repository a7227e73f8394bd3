"""Activities of every kind, who attended them, the festivals that they make up, and the deals that came of them."""

from activities.models.attendances import Attendance, AttendanceSource
from activities.models.deals import Deal
from activities.models.festivals import Festival
from activities.models.gatherings import (
    MOST_OTHERS,
    SIGN_IN_MARGIN,
    Activity,
    ActivityKind,
    ActivityQuerySet,
    ActivityState,
)

__all__ = [
    "MOST_OTHERS",
    "SIGN_IN_MARGIN",
    "Activity",
    "ActivityKind",
    "ActivityQuerySet",
    "ActivityState",
    "Attendance",
    "AttendanceSource",
    "Deal",
    "Festival",
]
