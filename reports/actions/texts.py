"""Rewriting chapters of the text part, as long as the month is open."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import STALE, WRONG, demand, locked, save
from audit.trail import action, record
from branches.models import Committee
from core.periods import Month
from core.scope import Actor
from core.texts import clean_lines, forbidden_in
from reports.models import ReportText
from reports.models.closed import closed_report
from reports.passages import CHAPTERS, faults_in

WRITE = "reports.change_reporttext"
LONGEST = 8000
EMPTY = "请填写文字。想恢复系统自动写的文字，请点“恢复自动”。"
CLOSED = "{}已结账，文字不能再改。确需修改，请管理员先重新打开这个月。"


@action
def rewrite_chapter(  # noqa: PLR0913  which chapter of which text, and what it says
    *, by: Actor, committee: Committee, month: Month, chapter: str, text: str, revision: int
) -> ReportText:
    """Put ``text`` in the place of the chapter that writes itself; numbers stand in it as names of figures.

    ``revision`` is the one that the person had before their eyes, 0 where nothing was rewritten yet. Raises
    ``PermissionDenied``; ``ValidationError`` where the month is closed, somebody was quicker, or with everything
    in braces that names nothing.
    """
    stored = _open_text(by, committee, month, chapter, revision)
    written = clean_lines(text)
    if faults := _faults(written):
        raise ValidationError({"text": faults})
    return _store(by, stored, {**stored.chapters, chapter: written}, f"改写：{_title(chapter)}")


@action
def restore_chapter(
    *, by: Actor, committee: Committee, month: Month, chapter: str, revision: int
) -> ReportText:
    """Let a chapter write itself again. Raises as :func:`rewrite_chapter`; also where it does already."""
    stored = _open_text(by, committee, month, chapter, revision)
    if chapter not in stored.chapters:
        _refuse("这一章本来就是自动生成的。")
    rest = {key: text for key, text in stored.chapters.items() if key != chapter}
    return _store(by, stored, rest, f"恢复自动：{_title(chapter)}")


def _open_text(by: Actor, committee: Committee, month: Month, chapter: str, revision: int) -> ReportText:
    """Return the month's row, stored or new, if it may be changed; a closing at the same moment waits."""
    demand(by, WRITE, committee)
    if chapter not in {each.key for each in CHAPTERS}:
        _refuse("没有这一章，请刷新页面。")
    if month > Month.current():
        _refuse(f"{month.title}还没有到，不能编写文字。")
    locked(committee)
    if closed_report(committee, month):
        _refuse(CLOSED.format(month.title))
    found = ReportText.objects.filter(committee=committee, month=month).first()
    if revision != (found.revision if found else 0):
        raise ValidationError(STALE, code="stale")
    return found or ReportText(committee=committee, month=month, revision=0)


def _faults(text: str) -> list[str]:
    if not text:
        return [EMPTY]
    faults = [WRONG.format(found)] if (found := forbidden_in(text, lines=True)) else []
    if len(text) > LONGEST:
        faults.append(f"最多 {LONGEST} 个字，现在是 {len(text)} 个，请缩短。")
    return [*faults, *faults_in(text)]


def _store(by: Actor, stored: ReportText, chapters: dict[str, str], detail: str) -> ReportText:
    verb = Verb.UPDATE if stored.pk else Verb.CREATE
    stored.chapters = chapters
    stored.revision += 1
    stored.updated_at = timezone.now()
    save(stored)
    record(by=by, verb=verb, obj=stored, detail=detail)
    return stored


def _title(chapter: str) -> str:
    return next(each.title for each in CHAPTERS if each.key == chapter)


def _refuse(sentence: str) -> NoReturn:
    raise ValidationError(sentence, code="refused")
