"""The months of the demo: what branches hand in, and which months are closed."""

from __future__ import annotations

from collections.abc import Iterator

from branches.models import Branch
from config.demo.park import Park
from config.demo.return_texts import texts_of
from config.demo.seed import COUNTED_ON, chance, moment, office_day
from config.demo.stored import store
from core.periods import Month
from reports.actions import close_month
from reports.models import BranchReturn, MonthlyReport, ReturnState

COUNTED = Month.of(COUNTED_ON)
_TOLD, _CLOSED = 12, 2
"""So many ended months have returns, and so many of them, before the last one, are closed."""
_CLOSING_DAY, _CLOSING_HOUR = 8, 15
_LAST_MONTH = {
    "b1": ReturnState.ACCEPTED,
    "b2": ReturnState.ACCEPTED,
    "b3": ReturnState.SUBMITTED,
    "b4": ReturnState.SENT_BACK,
    "b5": ReturnState.DRAFT,
}
"""How the last month stands; the sixth branch has not begun."""
_NOTE = "工作情况请写明主题党日的时间和参加人数，改好后再报。"


def make_months(park: Park) -> None:
    """Store the returns of the latest months, and close those before the last; the article's month in any case."""
    last = Month.of(park.today).plus(-1)
    told = sorted({COUNTED, *last.back(_TOLD)})
    store([row for month in told if month <= last for row in _returns(park, month, is_last=month == last)])
    closed = {COUNTED, *(last.plus(-back) for back in range(1, _CLOSED + 1))}
    for month in sorted(month for month in closed if COUNTED <= month < last):
        report = close_month(by=park.users["guanli"], committee=park.committee, month=month)
        day = month.plus(1).first.replace(day=_CLOSING_DAY)
        closed_at = moment(office_day(day), _CLOSING_HOUR)
        MonthlyReport.objects.filter(pk=report.pk).update(closed_at=closed_at)


def _returns(park: Park, month: Month, *, is_last: bool) -> Iterator[BranchReturn]:
    for code, branch in park.branches.items():
        state = _LAST_MONTH.get(code) if is_last else ReturnState.ACCEPTED
        if state is not None and branch.founded_on is not None and branch.founded_on <= month.last:
            yield _return(park, branch, month, state)


def _return(park: Park, branch: Branch, month: Month, state: ReturnState) -> BranchReturn:
    rng = chance("return day", branch.code, month)
    following = month.plus(1).first
    handed_in_on = min(following.replace(day=rng.randint(2, 5)), park.today)
    decided_on = min(following.replace(day=rng.randint(6, 8)), park.today)
    row = BranchReturn(branch=branch, month=month, state=state, **texts_of(branch.code, month))
    row.created_at = row.updated_at = moment(following, 9)
    if state != ReturnState.DRAFT:
        row.submitted_at = moment(handed_in_on, rng.randint(9, 11), rng.randint(0, 59))
        row.submitted_by_name = park.keeper_of(branch).name
    if state in (ReturnState.ACCEPTED, ReturnState.SENT_BACK):
        row.decided_at = moment(decided_on, rng.randint(12, 16), rng.randint(0, 59))
        row.decided_by_name = park.keeper_of(None).name
        row.note = _NOTE if state == ReturnState.SENT_BACK else ""
    return row
