"""What this room asks to be done: ideas to answer, posts to fill again, disputes that drag on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse

from contributions.choices import DisputeResult, SuggestionState
from contributions.models import Mediation, Post, Suggestion
from core.days import PlusDays
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from members.models import Enrolment

POST, WORK, DECIDE = (
    f"contributions.{right}" for right in ("change_post", "change_suggestion", "decide_suggestion")
)
MEDIATION = "contributions.change_mediation"
LONG_PENDING = timedelta(days=30)
COMMITTEE = "党委"


def _suggestions(by: Actor, permission: str) -> Any:  # noqa: ANN401  a QuerySet of suggestions
    rows = Suggestion.objects.visible_to(by, permission).valid().waiting()
    return rows.select_related("committee", "branch").order_by("handed_in_on", "pk")


def _unanswered(by: Actor, today: date) -> Any:  # noqa: ANN401, ARG001  as every rule's
    return _suggestions(by, DECIDE)


def _new(by: Actor, today: date) -> Any:  # noqa: ANN401, ARG001
    """Those of branches, for who holds nothing else: the committee's people are reminded of the answer itself."""
    rows = _suggestions(by, WORK).filter(state=SuggestionState.HANDED_IN)
    return rows if by.reach(WORK).only_branches else rows.none()


def _suggestion(row: Suggestion, today: date) -> Task:  # noqa: ARG001
    place = row.branch.short_name if row.branch else COMMITTEE
    return Task(f"{row.number} {row.title}", row.due_on, row.get_absolute_url(), place)


def _posts(by: Actor) -> Any:  # noqa: ANN401  a QuerySet of posts
    rows = Post.objects.visible_to(by, POST).valid().filter(ended_on__isnull=True)
    return rows.select_related("member", "branch")


def _is_here() -> Q:
    """The condition that whoever holds the post is still a member of its branch."""
    return Q(Exists(Enrolment.objects.open().filter(member=OuterRef("member"), branch=OuterRef("branch"))))


def _terms(by: Actor, today: date) -> Any:  # noqa: ANN401
    """Posts whose holder has left the branch are told by the rule below, and once is enough."""
    last = PlusDays(Value(today), F("branch__committee__term_notice_days"))
    return _posts(by).filter(_is_here(), term_ends_on__lte=last).order_by("term_ends_on", "pk")


def _term(post: Post, today: date) -> Task:  # noqa: ARG001
    href = reverse("contributions:post_edit", args=[post.pk])
    return Task(_held(post), post.term_ends_on, href, post.branch.short_name)


def _abandoned(by: Actor, today: date) -> Any:  # noqa: ANN401, ARG001
    return _posts(by).filter(~_is_here()).order_by("started_on", "pk")


def _leaving(post: Post, today: date) -> Task:  # noqa: ARG001
    href = reverse("contributions:post_end", args=[post.pk])
    return Task(f"{_held(post)}，任职人已不在本支部", None, href, post.branch.short_name)


def _held(post: Post) -> str:
    return f"{post.member.name}：{post.get_kind_display()}（{post.place}）"


def _pending(by: Actor, today: date) -> Any:  # noqa: ANN401
    rows = Mediation.objects.visible_to(by, MEDIATION).valid().filter(result=DisputeResult.PENDING)
    return rows.filter(on__lt=today - LONG_PENDING).select_related("branch").order_by("on", "pk")


def _mediation(row: Mediation, today: date) -> Task:  # noqa: ARG001
    place = row.branch.short_name if row.branch else COMMITTEE
    words = f"{row.get_kind_display()}，{row.on.isoformat()} 受理"
    return Task(words, row.on + LONG_PENDING, row.get_absolute_url(), place)


REMINDERS.register(
    Rule(
        "contributions.suggestion_unanswered",
        "金点子待答复",
        definition="已提交、还没有采纳或答复的金点子；应在提交后 {suggestion_days} 天内答复。",
        permission=DECIDE,
        menu="contributions:suggestions",
        rows=_unanswered,
        task=_suggestion,
    ),
    Rule(
        "contributions.suggestion_new",
        "金点子待研究",
        definition="交给本支部、还没有开始研究的金点子；党委应在提交后 {suggestion_days} 天内答复。",
        permission=WORK,
        menu="contributions:suggestions",
        rows=_new,
        task=_suggestion,
    ),
    Rule(
        "contributions.post_term_ending",
        "岗位任期届满",
        definition="示范岗、楼长、舍长的任期 {term_notice_days} 天内届满或已经届满，还没有续任或卸任。",
        permission=POST,
        menu="contributions:posts",
        rows=_terms,
        task=_term,
    ),
    Rule(
        "contributions.post_abandoned",
        "岗位待补人",
        definition="任职人已不在本支部在册，岗位还没有登记卸任。",
        permission=POST,
        menu="contributions:posts",
        rows=_abandoned,
        task=_leaving,
    ),
    Rule(
        "contributions.mediation_pending",
        "调解久拖未结",
        definition=f"受理超过 {LONG_PENDING.days} 天仍在调解的矛盾纠纷。",
        permission=MEDIATION,
        menu="contributions:mediations",
        rows=_pending,
        task=_mediation,
    ),
)
