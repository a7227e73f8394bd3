"""Forms of activities, festivals and deals."""

from activities.forms.activities import ActivityForm
from activities.forms.attending import AttendanceForm, OthersForm
from activities.forms.deals import DealForm
from activities.forms.festivals import FestivalForm
from activities.forms.signing_in import SignInForm
from activities.forms.steps import CancelForm, HoldForm

__all__ = [
    "ActivityForm",
    "AttendanceForm",
    "CancelForm",
    "DealForm",
    "FestivalForm",
    "HoldForm",
    "OthersForm",
    "SignInForm",
]
