"""Pages of the organisation."""

from branches.views.branches import BranchAdd, BranchDetail, BranchEdit, BranchList
from branches.views.committees import CommitteeAdd, CommitteeEdit, CommitteePage
from branches.views.enterprises import EnterpriseAdd, EnterpriseDetail, EnterpriseEdit, EnterpriseList
from branches.views.partnerships import PartnershipAdd, PartnershipEdit, PartnershipList

__all__ = [
    "BranchAdd",
    "BranchDetail",
    "BranchEdit",
    "BranchList",
    "CommitteeAdd",
    "CommitteeEdit",
    "CommitteePage",
    "EnterpriseAdd",
    "EnterpriseDetail",
    "EnterpriseEdit",
    "EnterpriseList",
    "PartnershipAdd",
    "PartnershipEdit",
    "PartnershipList",
]
