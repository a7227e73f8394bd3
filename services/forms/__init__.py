"""Forms of this room."""

from services.forms.calendar import HolidayForm, LimitsForm
from services.forms.people import PersonForm, known_field
from services.forms.public import NO_CODE, CodeForm, HelpForm, RatingForm
from services.forms.steps import (
    AcceptForm,
    ArchiveForm,
    AssignForm,
    CallForm,
    ForwardForm,
    NoteForm,
    ReasonForm,
    ReturnForm,
    SolveForm,
    TicketStepForm,
    WorkForm,
)
from services.forms.tickets import EditTicketForm, TicketForm
from services.forms.visits import CloseAidForm, LegalAidForm, ToTicketForm, VisitForm

__all__ = [
    "NO_CODE",
    "AcceptForm",
    "ArchiveForm",
    "AssignForm",
    "CallForm",
    "CloseAidForm",
    "CodeForm",
    "EditTicketForm",
    "ForwardForm",
    "HelpForm",
    "HolidayForm",
    "LegalAidForm",
    "LimitsForm",
    "NoteForm",
    "PersonForm",
    "RatingForm",
    "ReasonForm",
    "ReturnForm",
    "SolveForm",
    "TicketForm",
    "TicketStepForm",
    "ToTicketForm",
    "VisitForm",
    "WorkForm",
    "known_field",
]
