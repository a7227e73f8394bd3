"""``manage.py exportsheet``: write a list with full numbers to a file that imports again unchanged."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from config.actors import actor_called, branch_called
from spreadsheets.exports import export_of
from spreadsheets.registry import EXPORTS

FORMATS = (".xlsx", ".csv")


class Command(BaseCommand):
    """Lists as they stand now, by the rights of the user named with ``--as``."""

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
        export = export_of(options["kind"])
        if branch is not None and not export.is_open(branch, by=by):
            # Rather than an empty file, which would look like a branch without anything.
            raise CommandError(f"“{by.name}”没有导出“{branch.name}”的权限。", returncode=2)
        try:
            rows = export.rows(by=by, branch_key=branch.pk if branch else None)
            full = not export.reveal or by.has_perm(export.reveal)
            written = export.make(
                by=by, rows=rows, full=full, file_format=out.suffix.lower().removeprefix(".")
            )
            out.write_bytes(written.content)
        except PermissionDenied as denied:
            raise CommandError(f"“{by.name}”没有导出的权限。", returncode=2) from denied
        except OSError as failed:
            raise CommandError(f"写不了文件 {out.name}：{failed.strerror}。", returncode=2) from failed
        self.stdout.write(f"已导出 {written.count} 行到 {out.name}。")
