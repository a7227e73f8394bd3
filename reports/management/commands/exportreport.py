"""``manage.py exportreport --month 2024-12 --out FILE``: the monthly report as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand

from reports.actions import export_month
from reports.command_line import (
    actor_named,
    add_selection,
    branch_coded,
    committee_named,
    month_named,
    refuse,
)
from reports.formats import FORMATS, WORKBOOK
from reports.monthly import EXPORT


class Command(BaseCommand):
    """Write the report to a file; exit code 2 with a sentence where that cannot be."""

    help = "导出月度报表"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the month, a branch, a user, a committee, the format and the file."""
        add_selection(parser)
        parser.add_argument("--committee", metavar="NAME", help="党委名称或简称；只有一个党委时不必写")
        parser.add_argument("--format", default=WORKBOOK, help=f"文件格式：{'、'.join(FORMATS)}")
        parser.add_argument(
            "--members", action="store_true", help="附党员名册（只用于 xlsx），号码隐去一部分"
        )
        parser.add_argument("--full", action="store_true", help="名册里写完整号码，与 --members 一起用")
        parser.add_argument("--out", required=True, metavar="FILE", help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Export, record, write."""
        month = month_named(options["month"])
        user = actor_named(options["username"])
        try:
            branch = branch_coded(user, month, options["branch"], EXPORT)
            committee = committee_named(user, options["committee"], branch)
            exported = export_month(
                by=user,
                committee=committee,
                month=month,
                branch=branch,
                form=options["format"],
                members=options["members"],
                full=options["full"],
            )
            Path(options["out"]).write_bytes(exported.content)
        except PermissionDenied as denied:
            raise refuse("这个账号没有导出月度报表的权限。") from denied
        except ValidationError as refused:
            raise refuse(" ".join(refused.messages)) from refused
        except OSError as failed:
            raise refuse(f"不能写入文件“{options['out']}”：请检查文件夹是否存在、是否可写。") from failed
        for remark in FORMATS[options["format"]].remarks():
            self.stderr.write(f"注意：{remark}。")
        self.stdout.write(f"{month.title}月报表已写入 {options['out']}")
