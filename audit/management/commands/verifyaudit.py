"""``manage.py verifyaudit``: is the audit log whole?"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from audit.chain import verify
from audit.protection import missing


def noted(text: str) -> tuple[int, str]:
    """Read ``NUMBER:CODE`` as an earlier run printed it."""
    number, _, code = text.partition(":")
    if not number.isdigit() or not code:
        message = f"“{text}”不是 编号:校验码 的写法，请照上次核对时打印的内容填写。"
        raise ArgumentTypeError(message)
    return int(number), code.strip()


class Command(BaseCommand):
    """Exit 0 if every entry is there, unchanged and in its place, and the database guards them; else 1."""

    help = "核对审计日志是否完整、未被改动。完整时退出码为 0，否则为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what an earlier run printed, to see that nothing is missing at the end."""
        parser.add_argument(
            "--noted",
            type=noted,
            metavar="编号:校验码",
            help="以前核对时记下的最后一条的编号和校验码，用来发现末尾的记录被删去。",
        )

    def handle(self, **options: Any) -> None:  # noqa: ANN401  as in Django
        """Verify and say what was found."""
        result = verify(options["noted"])
        faults = [result.fault] if result.fault else []
        if absent := missing(connection):
            faults.append(
                f"数据库里缺少保护审计日志的触发器：{'、'.join(absent)}。请运行 python manage.py migrate。"
            )
        if faults:
            for fault in faults:
                self.stderr.write(fault)
            raise SystemExit(1)
        self.stdout.write(f"审计日志完整，共 {result.count} 条。")
        if result.count:
            self.stdout.write(f"最后一条：{result.last_number}:{result.last_mac}")
            self.stdout.write("请把上面这一行记在系统之外，下次用 --noted 核对。")
