"""A branch with its year: the main figures month by month, its returns, and what it wrote."""

from reports.branch_year.page import BranchYear

__all__ = ["BranchYear"]
