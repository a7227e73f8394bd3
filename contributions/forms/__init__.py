"""Forms of this room."""

from contributions.forms.collecting import CollectForm
from contributions.forms.improvements import ImprovementForm
from contributions.forms.mediations import MediationForm, SettleForm
from contributions.forms.posts import PostForm
from contributions.forms.public import FollowForm, HandInForm
from contributions.forms.steps import DayForm
from contributions.forms.suggestions import CarryOutForm, ForwardForm, ReplyForm, SuggestionForm
from contributions.forms.ventures import ResultForm, VentureForm

__all__ = [
    "CarryOutForm",
    "CollectForm",
    "DayForm",
    "FollowForm",
    "ForwardForm",
    "HandInForm",
    "ImprovementForm",
    "MediationForm",
    "PostForm",
    "ReplyForm",
    "ResultForm",
    "SettleForm",
    "SuggestionForm",
    "VentureForm",
]
