"""``manage.py createadmin``: the first account of an installation, or of a committee."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from accounts.actions import assign_role, create_user
from accounts.passwords import Issued
from accounts.roles import Role
from accounts.system import COMMAND_LINE
from branches.models import Committee


class Command(BaseCommand):
    """Create an administrator; without a committee, one for the whole deployment."""

    help = "新建一个管理员账号，并显示一次初始密码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what would otherwise be asked."""
        parser.add_argument("--username", metavar="登录名", help="不写会询问。")
        parser.add_argument("--name", metavar="姓名", help="不写会询问。")
        parser.add_argument("--committee", metavar="党委", help="党委的名称或简称；不写则管理全部党委。")
        parser.add_argument(
            "--password-from-env",
            metavar="变量名",
            help="从这个环境变量读初始密码（至少 10 个字符）；不写则随机生成。",
        )

    def handle(self, **options: Any) -> None:  # noqa: ANN401  as in Django
        """Create account and role together, then print the password."""
        committee = self._committee(options["committee"])
        password = self._password(options["password_from_env"])
        username = options["username"] or self._ask("登录名")
        name = options["name"] or self._ask("姓名")
        try:
            with transaction.atomic():
                issued: Issued = create_user(
                    by=COMMAND_LINE, username=username, name=name, committee=committee, password=password
                )
                assign_role(by=COMMAND_LINE, user=issued.user, role=Role.ADMINISTRATOR, committee=committee)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        place = committee.name if committee else "全部党委"
        self.stdout.write(f"已建好管理员 {issued.user}，管理{place}。第一次登录时须修改密码。")
        if not password:
            self.stdout.write(f"初始密码（只显示这一次）：{issued.password}")

    def _committee(self, named: str | None) -> Committee | None:
        if not named:
            return None
        found = Committee.objects.filter(Q(name=named) | Q(short_name=named))
        if len(found) == 1:
            return found[0]
        known = "、".join(Committee.objects.values_list("name", flat=True)) or "还没有党委"
        raise CommandError(f"没有找到党委“{named}”。现有：{known}。")

    def _password(self, variable: str | None) -> str:
        if not variable:
            return ""
        password = os.environ.get(variable, "")
        if not password:
            raise CommandError(f"环境变量 {variable} 是空的，没有读到密码。")
        return password

    def _ask(self, what: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"请写明{what}，例如：createadmin --username guanli --name 张三")
        return input(f"{what}：").strip()
