"""Forms of the register: the record itself, and the short ones of each step."""

from members.forms.exports import ExportForm
from members.forms.record import EditForm, RegisterForm
from members.forms.steps import (
    ContactForm,
    DecisionForm,
    EndForm,
    FindForm,
    MoveForm,
    ReenrolForm,
    RequestForm,
    StepForm,
)

__all__ = [
    "ContactForm",
    "DecisionForm",
    "EditForm",
    "EndForm",
    "ExportForm",
    "FindForm",
    "MoveForm",
    "ReenrolForm",
    "RegisterForm",
    "RequestForm",
    "StepForm",
]
