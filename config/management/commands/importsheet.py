"""``manage.py importsheet``: import a spreadsheet from the command line, by the same plan as the page."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from config.actors import actor_called, branch_called
from core.scope import Actor
from spreadsheets.actions import NotImported, clean_file_name, import_book, note_refused_file
from spreadsheets.kinds import Kind, Place, kind_of
from spreadsheets.planning import Choices, Plan, make_plan
from spreadsheets.reader import DEFAULT_LIMITS, FileRefused, read_book
from spreadsheets.registry import SHEETS
from spreadsheets.telling import told, told_refusal
from spreadsheets.updating import BY_SHEET, FILL_BLANKS

DONE, ROWS_REFUSED, FILE_REFUSED = 0, 1, 2


class Command(BaseCommand):
    """Exit code 0: done; 1: rows refused and nothing written (``--valid-only``: the rest written); 2: file refused."""

    help = "导入表格：与网页上的导入用同一份计划"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of ``docs/commands``."""
        parser.add_argument("kind", choices=sorted(SHEETS), help="表格种类")
        parser.add_argument("file", type=Path, help="文件")
        parser.add_argument("--branch", metavar="CODE", help="只导入这个党支部，没有写党支部的行也归入它")
        parser.add_argument(
            "--subject", metavar="WORDS", default="", help="整张表属于什么：编号，或名称和日期"
        )
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")
        parser.add_argument("--valid-only", action="store_true", help="只导入可用的行")
        parser.add_argument("--fill-blanks", action="store_true", help="只补空白：登记册里已有的内容不改")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--as", dest="username", metavar="USER", help="以这个账号的权限导入")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Import, tell what was done, exit."""
        kind = kind_of(options["kind"])
        name = clean_file_name(options["file"].name)
        by = actor_called(options["username"])
        content = None
        try:
            place = place_for(kind, by, options["branch"])
            content = _content(options["file"])
            plan, code = self._run(kind, by, place, content, options)
        except FileRefused as refused:
            if content is not None and not options["dry_run"]:
                note_refused_file(
                    by=by, kind=kind.key, file_name=name, refused=refused, place=place, content=content
                )
            self._say(options, told_refusal(name, refused.message), f"没有导入：{refused.message}")
            sys.exit(FILE_REFUSED)
        except PermissionDenied:
            sentence = f"“{by.name}”没有导入{kind.title}的权限。"
            self._say(options, told_refusal(name, sentence), f"没有导入：{sentence}")
            sys.exit(FILE_REFUSED)
        committed = code == DONE or (options["valid_only"] and plan.counts["refuse"] < len(plan.rows))
        committed = committed and not options["dry_run"] and not plan.questions
        self._say(options, told(name, plan, committed=committed), words_of(plan, committed=committed))
        sys.exit(code)

    def _run(
        self, kind: Kind, by: Actor, place: Place, content: bytes, options: dict[str, Any]
    ) -> tuple[Plan, int]:
        subject = subject_called(kind, by, place, options["subject"])
        mode = FILL_BLANKS if options["fill_blanks"] else BY_SHEET
        book = read_book(content)
        if options["dry_run"]:
            plan = make_plan(
                book=book, kind=kind, by=by, place=place, choices=Choices(subject=subject, mode=mode)
            )
        else:
            try:
                plan = import_book(
                    by=by,
                    kind=kind.key,
                    file_name=options["file"].name,
                    content=content,
                    book=book,
                    place=place,
                    valid_only=options["valid_only"],
                    subject=subject,
                    mode=mode,
                    in_full=options["json"],
                )
            except NotImported as stopped:
                plan = stopped.plan
        if plan.questions:
            return plan, FILE_REFUSED
        return plan, ROWS_REFUSED if plan.counts["refuse"] else DONE

    def _say(self, options: dict[str, Any], as_json: dict[str, Any], words: str) -> None:
        self.stdout.write(json.dumps(as_json, ensure_ascii=False) if options["json"] else words)


def place_for(kind: Kind, by: Actor, branch_code: str | None) -> Place:
    """Return where an import by ``by`` goes: the branch if one is named, else the widest place they have."""
    places = kind.places(by=by)
    if branch_code:
        branch = branch_called(branch_code)
        places = [place for place in places if place.branch_key == branch.pk]
    if not places:
        raise PermissionDenied
    committees = {place.committee_key for place in places}
    if len(committees) > 1 and not branch_code:
        raise CommandError("本系统有多个党委，请用 --branch 指定党支部，或用 --as 指定账号。")
    return places[0]


def subject_called(kind: Kind, by: Actor, place: Place, words: str) -> str:
    """Return the key of what the whole sheet belongs to: told by its number, or by words that it alone holds."""
    if not words:
        return ""
    found = [s for s in kind.subjects(by=by, place=place, also=words) if words == s.key] or [
        s for s in kind.subjects(by=by, place=place) if all(word in s.title for word in words.split())
    ]
    if len(found) != 1:
        what = kind.subject_label or "归属"
        raise CommandError(f"“{words}”对应 {len(found)} 次{what}，请写明名称和日期，或写编号。", returncode=2)
    return found[0].key


def words_of(plan: Plan, *, committed: bool) -> str:
    """Return the plan in words for somebody at a terminal."""
    words = {"create": "新增", "update": "更新", "unchanged": "无变化", "refuse": "须修改", "skip": "跳过"}
    lines = [f"须先确认：{question}" for question in plan.questions]
    lines += [
        f"{row.sheet} 第 {row.number} 行 {problem.cell}：{problem.message}"
        for row in plan.rows
        for problem in row.problems
    ]
    lines.append("，".join(f"{words[name]} {count} 行" for name, count in plan.counts.items()))
    lines.append("已写入。" if committed else "没有写入。")
    return "\n".join(lines)


def _content(path: Path) -> bytes:
    """Read a file, but no more of it than may be imported: it may be a device without an end."""
    try:
        with path.open("rb") as file:
            return file.read(DEFAULT_LIMITS.upload_bytes + 1)
    except (OSError, ValueError) as failed:
        why = getattr(failed, "strerror", None) or "路径不对"
        raise FileRefused(
            "unreadable", f"打不开文件 {clean_file_name(path.name)}：{why}。请检查路径和读取权限。"
        ) from failed
