"""Tending what is remembered of earlier imports: correcting, sharing and forgetting it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Verb
from audit.trail import action, record
from core.scope import Actor
from core.texts import clean_line, forbidden_in
from spreadsheets.kinds import kind_of
from spreadsheets.models import RememberedAnswer
from spreadsheets.remembered_answers import TENDING

LONGEST_MEANING = 100


@action
def correct_remembered(*, by: Actor, answer: RememberedAnswer, means: str) -> RememberedAnswer:
    """Let what is remembered mean something else; raise ``ValidationError`` where that cannot be."""
    _need_tending(by, answer)
    means = clean_line(means)
    if not means or len(means) > LONGEST_MEANING or forbidden_in(means):
        raise ValidationError(f"请写明改为什么，{LONGEST_MEANING} 个字以内。")
    if not answer.field and means not in kind_of(answer.kind).by_field:
        raise ValidationError("没有这一列，请从列表里选。")
    answer.means = means
    answer.save(update_fields=["means"])
    _note(by, answer, Verb.UPDATE, "更正记住的改法")
    return answer


@action
def share_remembered(*, by: Actor, answer: RememberedAnswer, shared: bool) -> RememberedAnswer:
    """Offer what is remembered to everybody of the committee, or to its owner alone again."""
    _need_tending(by, answer)
    answer.is_shared = shared
    answer.save(update_fields=["is_shared"])
    _note(by, answer, Verb.UPDATE, "记住的改法改为本党委共用" if shared else "记住的改法不再共用")
    return answer


@action
def forget_remembered(*, by: Actor, answer: RememberedAnswer) -> None:
    """Forget what is remembered: one's own, or with the permission that of others."""
    if answer.owner_key != by.pk:
        _need_tending(by, answer)
    _note(by, answer, Verb.UPDATE, "忘掉记住的改法")
    answer.delete()


def _need_tending(by: Actor, answer: RememberedAnswer) -> None:
    if not RememberedAnswer.objects.visible_to(by, TENDING).filter(pk=answer.pk).exists():
        raise PermissionDenied


def _note(by: Actor, answer: RememberedAnswer, verb: Verb, words: str) -> None:
    """Leave an entry without the words themselves."""
    kind = kind_of(answer.kind)
    column = kind.by_field.get(answer.field)
    record(
        by=by,
        verb=verb,
        obj=answer,
        committee_key=answer.committee_key,
        branch_key=answer.branch_key,
        detail=f"{words}：{kind.title}“{column.title if column else '列名'}”",
    )
