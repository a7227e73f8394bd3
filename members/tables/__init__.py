"""Lists of the register."""

from members.tables.people import MemberTable
from members.tables.requests import RequestTable

__all__ = ["MemberTable", "RequestTable"]
