"""Lists of the register."""

from members.tables.due import CardTable, ContactTable
from members.tables.honours import HonourTable
from members.tables.people import MemberTable
from members.tables.requests import RequestTable
from members.tables.transfers import TransferTable

__all__ = ["CardTable", "ContactTable", "HonourTable", "MemberTable", "RequestTable", "TransferTable"]
