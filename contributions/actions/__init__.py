"""Every write of this room. Each action is atomic, checks the rights of ``by`` and leaves an audit entry."""

from contributions.actions.answering import (
    adopt_suggestion,
    answer_suggestion,
    carry_out_suggestion,
    reopen_suggestion,
    take_up_suggestion,
)
from contributions.actions.handing_in import Idea, add_suggestion, collect_suggestions, hand_in_suggestion
from contributions.actions.improvements import add_improvement, change_improvement, void_improvement
from contributions.actions.mediations import (
    add_mediation,
    change_mediation,
    settle_mediation,
    void_mediation,
)
from contributions.actions.posts import add_post, change_post, end_post, void_post
from contributions.actions.results import add_result, void_result
from contributions.actions.suggestions import (
    change_suggestion,
    forward_suggestion,
    reveal_suggestion,
    void_suggestion,
)
from contributions.actions.ventures import add_venture, change_venture, end_venture, void_venture

__all__ = [
    "Idea",
    "add_improvement",
    "add_mediation",
    "add_post",
    "add_result",
    "add_suggestion",
    "add_venture",
    "adopt_suggestion",
    "answer_suggestion",
    "carry_out_suggestion",
    "change_improvement",
    "change_mediation",
    "change_post",
    "change_suggestion",
    "change_venture",
    "collect_suggestions",
    "end_post",
    "end_venture",
    "forward_suggestion",
    "hand_in_suggestion",
    "reopen_suggestion",
    "reveal_suggestion",
    "settle_mediation",
    "take_up_suggestion",
    "void_improvement",
    "void_mediation",
    "void_post",
    "void_result",
    "void_suggestion",
    "void_venture",
]
