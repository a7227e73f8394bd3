"""Forms of the organisation."""

from branches.forms.branches import BranchForm
from branches.forms.committees import CommitteeForm
from branches.forms.enterprises import EnterpriseForm
from branches.forms.partnerships import PartnershipForm

__all__ = ["BranchForm", "CommitteeForm", "EnterpriseForm", "PartnershipForm"]
