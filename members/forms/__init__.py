"""Forms of the register: the record itself, and the short ones of each step."""

from members.forms.exports import ExportForm
from members.forms.honours import HonourForm
from members.forms.record import EditForm, RegisterForm
from members.forms.rows import MemberField, ReasonForm, RowStepForm, SureForm
from members.forms.seats import EndSeatForm, SeatForm
from members.forms.standing import CardForm, ConfirmForm, StationForm
from members.forms.steps import (
    AbsentForm,
    ContactForm,
    DecisionForm,
    EndForm,
    FindForm,
    MoveForm,
    ReenrolForm,
    RequestForm,
    StepForm,
)
from members.forms.transfers import (
    ReceiveForm,
    SendBackForm,
    SendForm,
    TransferForm,
    WhoForm,
    first_values,
    organisations_of,
)

__all__ = [
    "AbsentForm",
    "CardForm",
    "ConfirmForm",
    "ContactForm",
    "DecisionForm",
    "EditForm",
    "EndForm",
    "EndSeatForm",
    "ExportForm",
    "FindForm",
    "HonourForm",
    "MemberField",
    "MoveForm",
    "ReasonForm",
    "ReceiveForm",
    "ReenrolForm",
    "RegisterForm",
    "RequestForm",
    "RowStepForm",
    "SeatForm",
    "SendBackForm",
    "SendForm",
    "StationForm",
    "StepForm",
    "SureForm",
    "TransferForm",
    "WhoForm",
    "first_values",
    "organisations_of",
]
