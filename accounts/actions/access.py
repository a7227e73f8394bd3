"""Traces of coming and going: log-in, failure, lock, log-out, refusal."""

from __future__ import annotations

from accounts.models import User
from accounts.system import STRANGER
from audit.models import Outcome, Verb
from audit.trail import action, record
from branches.models import Committee
from core.scope import Actor

UNKNOWN = "未知账号"


@action
def record_login(*, by: User) -> None:
    """Note that somebody has logged in."""
    record(by=by, verb=Verb.LOGIN, obj=by)


@action
def record_logout(*, by: User) -> None:
    """Note that somebody has logged out."""
    record(by=by, verb=Verb.LOGOUT, obj=by)


@action
def record_failed_login(*, by: Actor = STRANGER, username: str, locked: bool) -> None:
    """Note that a log-in failed and, where ``locked``, that this failure locked the name at this address.

    A name that no account has is not kept: it may well be a password, typed in the wrong box.
    """
    user = User.objects.filter(username=User.normalize_username(username)).first()
    verb = Verb.LOCKED if locked else Verb.LOGIN_FAILED
    if user is not None:
        record(by=by, verb=verb, obj=user, outcome=Outcome.FAILED)
    else:
        record(
            by=by,
            verb=verb,
            kind=User._meta.label_lower,
            words=UNKNOWN,
            committee_key=_only_committee(),
            outcome=Outcome.FAILED,
        )


@action
def record_refusal(*, by: User, path: str) -> None:
    """Note that somebody who is logged in asked for what they may not have.

    ``path`` is without its query, but for a row that is named there.
    """
    record(by=by, verb=Verb.REFUSED, outcome=Outcome.REFUSED, detail=path)


def _only_committee() -> int | None:
    """Return the committee's number where there is just one, so that its auditor sees the failures of strangers."""
    keys = list(Committee.objects.values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None
