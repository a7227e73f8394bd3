"""``manage.py figuredocs``: write ``docs/figures.md`` from the declarations."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.figure_docs import figures_page


class Command(BaseCommand):
    """Write the page, or with ``--check`` only tell (exit code 1) whether it is current."""

    help = "按统计指标的定义生成 docs/figures.md"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--check``."""
        parser.add_argument("--check", action="store_true", help="只检查是否最新，不写文件")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "figures.md"
        page = figures_page()
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                raise CommandError("docs/figures.md 不是最新的，请运行 manage.py figuredocs。")
            return
        path.write_text(page, encoding="utf-8", newline="\n")
        self.stdout.write("docs/figures.md 已生成。")
