"""``manage.py loaddemo``: fill an empty database with the demo."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.system import COMMAND_LINE
from config.demo.accounts import lines
from config.demo.load import is_loaded, load_demo, refuse_over_real_data


class Command(BaseCommand):
    """Load the demo once; again, it only says the accounts."""

    help = "载入演示数据（可重复执行，不会覆盖真实数据）"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Load, or refuse with a sentence and exit code 1."""
        try:
            refuse_over_real_data()
            if is_loaded():
                self.stdout.write("演示数据已经在库中，没有改动。")
            else:
                load_demo(by=COMMAND_LINE, today=timezone.localdate())
                self.stdout.write("演示数据已载入。")
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        for line in lines():
            self.stdout.write(line)
