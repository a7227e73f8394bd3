"""Forms of stations and of the organisations that grow there."""

from stations.forms.organisations import ApproveForm, EndForm, OrganisationForm
from stations.forms.stations import CloseForm, StationForm

__all__ = ["ApproveForm", "CloseForm", "EndForm", "OrganisationForm", "StationForm"]
