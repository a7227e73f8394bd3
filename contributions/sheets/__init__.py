"""The sheets that this room reads."""

from contributions.sheets.mediations import MEDIATIONS
from contributions.sheets.suggestions import SUGGESTIONS

__all__ = ["MEDIATIONS", "SUGGESTIONS"]
