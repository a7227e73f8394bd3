"""Forms of training sessions."""

from training.forms.sessions import SessionForm
from training.forms.steps import CancelForm, HoldForm

__all__ = ["CancelForm", "HoldForm", "SessionForm"]
