"""Exporting the report of a month."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.saving import demand
from audit.trail import action, record
from branches.models import Committee
from core.appendices import APPENDICES
from core.figures import PlaceRow
from core.periods import Month
from core.scope import Actor
from reports.actions.reportable import demand_reportable
from reports.appendix import Appended, appended
from reports.briefings import with_template
from reports.formats import FORMATS, WORKBOOK, no_such
from reports.models.closed import closed_report
from reports.standing import standing_report
from reports.workbook import workbook_of


@dataclass(frozen=True)
class Exported:
    """A file to hand out."""

    name: str
    content: bytes
    mime_type: str

    @property
    def quoted_name(self) -> str:
        """The name as a header holds it."""
        return quote(self.name)


@action
def export_month(  # noqa: PLR0913  what an export can be asked for
    *,
    by: Actor,
    committee: Committee,
    month: Month,
    branch: PlaceRow | None = None,
    form: str = WORKBOOK,
    members: bool = False,
    full: bool = False,
) -> Exported:
    """Make the report of ``month`` in the format ``form`` (a key of ``FORMATS``), and record it.

    A closed month's report is the stored one. ``members`` appends the list of members to a workbook, ``full`` with
    unmasked numbers; each takes its own right. Raises ``PermissionDenied``; ``ValidationError`` for a month that has
    not begun, an unknown format, a list that cannot be had, or where there is no branch yet.
    """
    demand_reportable(by, committee, month)
    if form not in FORMATS:
        raise ValidationError(no_such(form))
    if branch is not None and branch.owner_key != committee.pk:
        raise ValidationError("这个党支部不属于这个党委。")
    kind = FORMATS[form]
    lists = _lists(by, committee, month, branch, form, members=members, full=full)
    report = standing_report(committee, month, branch)
    content = (
        workbook_of(report, [each.roster() for each in lists]) if lists else kind.write(with_template(report))
    )
    told = [f"填报单位：{report.reporter}", kind.title, report.edition, *(each.words for each in lists)]
    record(
        by=by,
        verb=Verb.EXPORT,
        kind="reports.monthly",
        words=report.title,
        committee_key=committee.pk,
        branch_key=branch.pk if branch else None,
        detail="；".join(told),
    )
    place = f"-{branch.code}" if branch else ""
    also = "-附名册" if lists else ""
    return Exported(f"流动党员月报表-{month}{place}{also}.{kind.key}", content, kind.mime_type)


def _lists(  # noqa: PLR0913  as above
    by: Actor,
    committee: Committee,
    month: Month,
    branch: PlaceRow | None,
    form: str,
    *,
    members: bool,
    full: bool,
) -> list[Appended]:
    """Return the lists to append, if they are asked for and ``by`` may have them."""
    if not members:
        if full:
            raise ValidationError("“完整号码”只用于名册，请同时选择“附党员名册”。")
        return []
    if form != WORKBOOK:
        raise ValidationError("名册只能附在 Excel 表格里，请选择 Excel 表格。")
    for appendix in APPENDICES:
        demand(by, appendix.permission, committee)
        if full:
            demand(by, appendix.reveal, committee)
    try:
        return appended(committee, month, branch, closed_report(committee, month), full=full)
    except LookupError as missing:
        raise ValidationError(str(missing)) from missing
