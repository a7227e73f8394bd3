"""Templates of the briefing: handing one in, trying it with a month's data, taking it, and back to the standard one."""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, locked, save, store_new
from audit.trail import action, record
from branches.models import Committee
from core.periods import Month
from core.scope import Actor
from core.texts import clean_line
from reports.actions.exports import Exported
from reports.briefings import CHANGE, Examined
from reports.docx import MIME_TYPE, briefing_of
from reports.models import ReportTemplate
from reports.monthly import EXPORT
from reports.standing import standing_report

LONGEST_NAME = 120
NOT_WAITING = "这一版已经不在等待启用。请刷新页面，看看现在用的是哪一版。"
STANDARD_ALREADY = "现在用的就是标准模板。"


@action
def hand_in_template(*, by: Actor, committee: Committee, name: str, checked: Examined) -> ReportTemplate:
    """Keep a template that was found good; it waits until it is taken, and the one that waited is put aside.

    Raises ``PermissionDenied``.
    """
    demand(by, CHANGE, committee)
    locked(committee)
    versions = ReportTemplate.objects.filter(committee=committee)
    for waiting in versions.waiting():
        _retire(waiting)
    words = clean_line(PurePath(name.replace("\\", "/")).name)[-LONGEST_NAME:]
    template = ReportTemplate(
        committee=committee,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        name=words or "模板.docx",
        content=checked.content,
        digest=checked.digest,
        uploaded_by_name=by.name,
    )
    return store_new(by, template, {"name": template.name}, detail="上传模板，等待启用")


@action
def preview_template(*, by: Actor, template: ReportTemplate, month: Month) -> Exported:
    """Return the briefing of ``month`` from any version of the template, and record that it was handed out.

    Raises ``PermissionDenied``; ``ValidationError`` for a month that has not begun.
    """
    demand(by, CHANGE, template.committee)
    demand(by, EXPORT, template.committee)
    if month > Month.current():
        raise ValidationError(f"{month.title}还没有到，不能预览。")
    report = standing_report(template.committee, month)
    content = briefing_of(report, bytes(template.content))
    record(by=by, verb=Verb.EXPORT, obj=template, detail=f"预览：{report.title}")
    return Exported(f"预览-第{template.version}版-{month}.docx", content, MIME_TYPE)


@action
def take_template(*, by: Actor, template: ReportTemplate) -> ReportTemplate:
    """Make briefings from a template that waits, from now on; the one in use until now is retired.

    Raises ``PermissionDenied``; ``ValidationError`` where it does not wait any more.
    """
    stored = _waiting(by, template)
    for former in ReportTemplate.objects.filter(committee=stored.committee).in_use():
        _retire(former)
    stored.taken_at, stored.taken_by_name = timezone.now(), by.name
    save(stored)
    record(by=by, verb=Verb.UPDATE, obj=stored, detail="启用模板")
    return stored


@action
def put_template_aside(*, by: Actor, template: ReportTemplate) -> ReportTemplate:
    """Decide against a template that waits; it stays in the list of versions. Raises as :func:`take_template`."""
    stored = _waiting(by, template)
    _retire(stored)
    record(by=by, verb=Verb.UPDATE, obj=stored, detail="不采用模板")
    return stored


@action
def return_to_standard(*, by: Actor, committee: Committee) -> ReportTemplate:
    """Make briefings from the standard template again; return the one that was in use until now.

    Raises ``PermissionDenied``; ``ValidationError`` where the standard one is in use already.
    """
    demand(by, CHANGE, committee)
    locked(committee)
    former = ReportTemplate.objects.filter(committee=committee).in_use().first()
    if former is None:
        raise ValidationError(STANDARD_ALREADY)
    _retire(former)
    record(by=by, verb=Verb.UPDATE, obj=former, detail="停用模板，改回标准模板")
    return former


def _waiting(by: Actor, template: ReportTemplate) -> ReportTemplate:
    """Return the stored row, its committee locked, if it waits."""
    demand(by, CHANGE, template.committee)
    locked(template.committee)
    stored = locked(template)
    if not stored.is_waiting:
        raise ValidationError(NOT_WAITING)
    return stored


def _retire(template: ReportTemplate) -> None:
    template.retired_at = timezone.now()
    save(template)
