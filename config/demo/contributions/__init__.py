"""What members give back: posts, mediations, things delivered, suggestions, ventures."""

from config.demo.contributions.improvements import make_improvements
from config.demo.contributions.mediations import make_mediations
from config.demo.contributions.posts import make_posts
from config.demo.contributions.suggestions import make_suggestions
from config.demo.contributions.ventures import make_ventures
from config.demo.park import Park

__all__ = ["make_contributions"]


def make_contributions(park: Park) -> None:
    """Fill the whole room."""
    make_posts(park)
    make_mediations(park)
    make_improvements(park)
    make_suggestions(park)
    make_ventures(park)
