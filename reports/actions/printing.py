"""Handing out the report of a month as a page to print."""

from __future__ import annotations

from audit.models import Verb
from audit.trail import action, record
from branches.models import Committee
from core.periods import Month
from core.scope import Actor
from reports.actions.reportable import demand_reportable
from reports.monthly import Report
from reports.standing import standing_report


@action
def print_month(*, by: Actor, committee: Committee, month: Month) -> Report:
    """Return the report of ``month`` to be printed, and record it as an export, which it is once on paper.

    Raises as :func:`reports.actions.exports.export_month` does.
    """
    demand_reportable(by, committee, month)
    report = standing_report(committee, month)
    record(
        by=by,
        verb=Verb.EXPORT,
        kind="reports.monthly",
        words=report.title,
        committee_key=committee.pk,
        detail=f"填报单位：{report.reporter}；打印页；{report.edition}",
    )
    return report
