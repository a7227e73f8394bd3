"""What members give back: posts, mediations, improvements, suggestions, ventures."""

from contributions.models.improvements import Improvement
from contributions.models.mediations import Mediation
from contributions.models.posts import Post
from contributions.models.suggestions import ADOPTED, DECIDED, WAITING, Suggestion
from contributions.models.ventures import Venture, VentureResult

__all__ = [
    "ADOPTED",
    "DECIDED",
    "WAITING",
    "Improvement",
    "Mediation",
    "Post",
    "Suggestion",
    "Venture",
    "VentureResult",
]
