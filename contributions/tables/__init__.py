"""Lists of this room; on a phone each row is a card."""

from contributions.tables.improvements import ImprovementTable
from contributions.tables.mediations import MediationTable
from contributions.tables.posts import PostTable
from contributions.tables.suggestions import SuggestionTable
from contributions.tables.ventures import VentureTable

__all__ = ["ImprovementTable", "MediationTable", "PostTable", "SuggestionTable", "VentureTable"]
