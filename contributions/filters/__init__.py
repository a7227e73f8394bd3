"""What the lists of this room can be narrowed by."""

from contributions.filters.records import ImprovementFilter, MediationFilter, PostFilter, VentureFilter
from contributions.filters.suggestions import SuggestionFilter

__all__ = ["ImprovementFilter", "MediationFilter", "PostFilter", "SuggestionFilter", "VentureFilter"]
