"""``manage.py exportsheet``: write a list with full numbers to a file that imports again unchanged."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from branches.models import Branch, Committee, Enterprise
from branches.resources import PERMISSION as ENTERPRISES
from branches.resources import export_enterprises
from config.actors import actor_called, branch_called
from core.scope import Actor
from members.models import Member
from members.resources import PERMISSION as MEMBERS
from members.resources import export_members
from spreadsheets.workbooks import ExportedFile

FORMATS = (".xlsx", ".csv")


class Command(BaseCommand):
    """Lists of those in the register now, by the rights of the user named with ``--as``."""

    help = "导出名册：完整号码，可以原样再导入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of ``docs/commands``."""
        parser.add_argument("kind", choices=sorted(EXPORTS), help="名册种类")
        parser.add_argument(
            "--out", type=Path, required=True, metavar="FILE", help="写到这个文件：.xlsx 或 .csv"
        )
        parser.add_argument("--branch", metavar="CODE", help="只导出这个党支部")
        parser.add_argument("--as", dest="username", metavar="USER", help="以这个账号的权限导出")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Write the file and tell how many rows it holds."""
        out: Path = options["out"]
        if out.suffix.lower() not in FORMATS:
            raise CommandError(f"不能写成“{out.suffix}”文件，请用 .xlsx 或 .csv。", returncode=2)
        by = actor_called(options["username"])
        branch = branch_called(options["branch"]) if options["branch"] else None
        try:
            written = EXPORTS[options["kind"]](by, branch, out.suffix.lower().removeprefix("."))
            out.write_bytes(written.content)
        except PermissionDenied as denied:
            raise CommandError(f"“{by.name}”没有导出的权限。", returncode=2) from denied
        except OSError as failed:
            raise CommandError(f"写不了文件 {out.name}：{failed.strerror}。", returncode=2) from failed
        self.stdout.write(f"已导出 {written.count} 行到 {out.name}。")


def _members(by: Actor, branch: Branch | None, file_format: str) -> ExportedFile:
    rows = Member.objects.filter(enrolments__ended_on__isnull=True, enrolments__isnull=False)
    if branch is not None:
        _insist(Branch.objects.visible_to(by, MEMBERS).filter(pk=branch.pk).exists(), by, branch)
        rows = rows.filter(branch=branch)
    return export_members(by=by, rows=rows, full=True, file_format=file_format)


def _enterprises(by: Actor, branch: Branch | None, file_format: str) -> ExportedFile:
    rows = Enterprise.objects.all()
    if branch is not None:
        # Enterprises are the committee's: each of its branches sees them all.
        within = Committee.objects.visible_to(by, ENTERPRISES).filter(pk=branch.committee_id)
        _insist(within.exists(), by, branch)
        rows = rows.filter(covered_by=branch)
    return export_enterprises(by=by, rows=rows, file_format=file_format)


def _insist(allowed: bool, by: Actor, branch: Branch) -> None:  # noqa: FBT001  the condition itself
    """Raise ``CommandError`` rather than write an empty file, which would look like a branch without anybody."""
    if not allowed:
        raise CommandError(f"“{by.name}”没有导出“{branch.name}”的权限。", returncode=2)


EXPORTS = {"enterprises": _enterprises, "members": _members}
