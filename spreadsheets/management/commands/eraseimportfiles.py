"""``manage.py eraseimportfiles``: erase uploaded files that were kept for as long as their committee has said."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from spreadsheets.erasing import erase_due


class Command(BaseCommand):
    """Run it once a day; what is erased leaves an entry in the audit log each."""

    help = "清除已满保存天数的导入文件，放弃长期无人处理的草稿；导入的内容和记录不受影响，仍可撤销"

    def handle(self, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Erase and say how many."""
        count = erase_due()
        self.stdout.write(f"清除了 {count} 个文件。" if count else "没有到期的文件。")
