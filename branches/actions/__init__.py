"""Every write of the organisation. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from branches.actions.branches import add_branch, change_branch
from branches.actions.committees import add_committee, change_committee
from branches.actions.enterprises import SECRETARY_FIELDS, add_enterprise, change_enterprise, may_reassign
from branches.actions.exports import note_enterprise_export
from branches.actions.partnerships import add_partnership, change_partnership

__all__ = [
    "SECRETARY_FIELDS",
    "add_branch",
    "add_committee",
    "add_enterprise",
    "add_partnership",
    "change_branch",
    "change_committee",
    "change_enterprise",
    "change_partnership",
    "may_reassign",
    "note_enterprise_export",
]
